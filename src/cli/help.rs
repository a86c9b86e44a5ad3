//! The texts of `--help` and of usage errors.

use crate::language::Language;

/// One line, for errors.
pub const USAGE: &str = "usage: biji [option] ... [-c cmd | -m mod | file | -] [arg] ...\n\
Try `biji --help' for more information.\n";

/// `--help`
pub fn help(language: Language) -> &'static str {
    match language {
        Language::English => ENGLISH,
        Language::Chinese => CHINESE,
    }
}

const ENGLISH: &str = "\
biji runs Python's notation and Rhai's; both see the same modules.

usage: biji [option] ... [-c cmd | -m mod | file | -] [arg] ...
       biji test [option] ... [path] ...
       biji learn [lesson | folder]
       biji check lesson.md#exercise file
       biji grade lesson.md#exercise folder
       biji new-lesson folder/name
       biji trace program.py [-o page.html]

Examples:
  biji                         the prompt; Tab completes, Ctrl-D leaves
  biji hello.py Bob            run a program; sys.argv is ['hello.py', 'Bob']
  biji hello.rhai              run a program in Rhai's notation
  biji -c 'print(6 * 7)'       run a line
  biji --rhai -c 'print(6*7)'  run a line in Rhai's notation
  biji -i hello.py             run a program, then go on at the prompt
  biji -m json.tool a.json     run a module as a program
  echo 'print(1)' | biji -     run what comes from standard input
  biji test                    check the lessons and programs of this folder
  biji test notes.md -v        check one lesson, each example named
  biji learn                   the course of the notes; biji learn regex/first opens a lesson
  biji grade files/reading#count-lines class/ --format csv -o marks.csv
  biji trace hello.py          a page that steps through the program, hello.html

Options:
  -c cmd         run this text (ends the options)
  -m mod         run this module (ends the options)
  -i             go on at the prompt after the program
  -q             no banner at the prompt
  --rhai         -c, file, - and the prompt are in Rhai's notation;
                 files ending in .rhai are so anyway
  --lang en|zh   language of help and explanations, which then stand under
                 every traceback; also BIJI_LANG
  --limit-time S, --limit-steps N, --limit-memory 64M
                 end the program there, and tell the line
  --schedule=SEED        switch threads as this number says, every time the same
  --schedule=explore:N   try N schedules and report outputs that differ
  --timeout=SECONDS      end the program after this time
  --threads-timeline=F   draw which thread ran when into the SVG file F
  -u             write output at once
  -O, -OO        leave out asserts; docstrings too
  -W arg         control warnings: action:message:category:module:lineno
  -X opt         options of the implementation, in sys._xoptions
  -x             skip the first line of the file
  -I             isolated: -E, -P and -s
  -E             ignore PYTHON* variables
  -P             do not put the program's folder on sys.path
  -S             no exit, quit and help in builtins
  -B -b -d -s -v as CPython has them
  -V, --version  the version; -VV with more
  -h, --help     this text

`biji test` reads Markdown (transcripts with >>>, fenced python and rhai blocks
with an output block after them, exercises), .py and .rhai files (with the
expected output in a .out file beside them) and doctests. Its options:
  -v, -q         name every example; only the summary
  -x             stop at the first failure
  -k TEXT        only examples whose name or text contains TEXT
  --format F     pretty, tap, junit, json, gradescope or exercism
  --timeout S    seconds that one example may take (60)
  --max-steps N  jumps back and calls that one example may take
  --max-memory M bytes that one example may add, such as 64M
  -j, --jobs N   files at the same time
  --seed N       other generated cases
  --watch        check again whenever a file changes
  --update       write what came out in the place of what was expected
It exits with 0 (all passed), 1 (some failed), 2 (interrupted), 3 (internal
error), 4 (wrong use) or 5 (nothing found). docs/lessons.md has the rest.

Variables: PYTHONPATH, PYTHONWARNINGS, PYTHONUNBUFFERED, PYTHONINSPECT,
PYTHONOPTIMIZE, PYTHONSAFEPATH, PYTHONSTARTUP, PYTHON_HISTORY as CPython has
them; BIJI_LANG; NO_COLOR.
";

const CHINESE: &str = "\
biji 运行 Python 写法和 Rhai 写法的程序，两种写法用同一套模块。

用法：biji [选项] ... [-c 代码 | -m 模块 | 文件 | -] [参数] ...
      biji test [选项] ... [路径] ...
      biji learn [课 | 文件夹]
      biji check 课文.md#练习 文件
      biji grade 课文.md#练习 文件夹
      biji new-lesson 文件夹/名字
      biji trace 程序.py [-o 网页.html]

例子：
  biji                         进入交互环境；Tab 补全，Ctrl-D 退出
  biji hello.py Bob            运行程序；sys.argv 是 ['hello.py', 'Bob']
  biji hello.rhai              运行 Rhai 写法的程序
  biji -c 'print(6 * 7)'       运行一行代码
  biji --rhai -c 'print(6*7)'  运行一行 Rhai 代码
  biji -i hello.py             运行程序，然后进入交互环境
  biji -m json.tool a.json     把模块当作程序运行
  echo 'print(1)' | biji -     运行从标准输入读到的程序
  biji test                    检查当前文件夹里的课文和程序
  biji test notes.md -v        检查一篇课文，列出每个例子
  biji learn                   笔记的课程；biji learn regex/first 打开一课
  biji grade files/reading#count-lines class/ --format csv -o marks.csv
  biji trace hello.py          生成可以前后单步的网页 hello.html

选项：
  -c 代码        运行这段代码（其后不再是选项）
  -m 模块        运行这个模块（其后不再是选项）
  -i             程序结束后进入交互环境
  -q             交互环境不显示欢迎信息
  --rhai         -c、文件、- 和交互环境都用 Rhai 写法；.rhai 文件总是如此
  --lang en|zh   帮助和错误解释的语言，解释会写在每个错误下面；也可设置 BIJI_LANG
  --limit-time 秒、--limit-steps 步数、--limit-memory 64M
                 到达限度就结束程序，并指出在哪一行
  --schedule=种子        按这个数切换线程，每次都相同
  --schedule=explore:N   试 N 种调度，报告不同的输出
  --timeout=秒数         到时间就结束程序
  --threads-timeline=F   把各线程何时运行画进 SVG 文件 F
  -u             输出不缓冲
  -O, -OO        去掉 assert；再去掉文档字符串
  -W 参数        控制警告：action:message:category:module:lineno
  -X 选项        实现相关的选项，见 sys._xoptions
  -x             跳过文件的第一行
  -I             隔离：相当于 -E、-P 和 -s
  -E             忽略 PYTHON* 环境变量
  -P             不把程序所在的文件夹放进 sys.path
  -S             builtins 里没有 exit、quit 和 help
  -B -b -d -s -v 与 CPython 相同
  -V, --version  版本；-VV 更详细
  -h, --help     显示本文

biji test 检查 Markdown（>>> 开头的会话，python 和 rhai 代码块及其后的 output
块，练习）、.py 和 .rhai 文件（预期输出写在旁边的 .out 文件里）和 doctest。它的选项：
  -v, -q         列出每个例子；只显示总结
  -x             遇到第一个失败就停
  -k 文字        只检查名字或内容含有这段文字的例子
  --format 格式  pretty、tap、junit、json、gradescope 或 exercism
  --timeout 秒   一个例子最多运行多久（60）
  --max-steps N  一个例子最多走多少步（往回跳和调用）
  --max-memory M 一个例子最多多用多少内存，例如 64M
  -j, --jobs N   同时检查几个文件
  --seed N       换一批生成的例子
  --watch        文件一改动就重新检查
  --update       把实际输出写成预期输出
退出码：0 全部通过，1 有失败，2 被中断，3 内部错误，4 用法错误，5 没有找到例子。
其余见 docs/lessons.md。

环境变量：PYTHONPATH、PYTHONWARNINGS、PYTHONUNBUFFERED、PYTHONINSPECT、
PYTHONOPTIMIZE、PYTHONSAFEPATH、PYTHONSTARTUP、PYTHON_HISTORY 与 CPython 相同；
BIJI_LANG；NO_COLOR。
";
