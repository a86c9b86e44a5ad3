# Chinese text in all the usual operations.
s = "学而时习之，不亦说乎？"
print(len(s), s[0], s[-1], s[1:4], s[::-1])
print(s.find("不"), s.index("，"), s.count("亦"), s.split("，"), s.replace("说", "悦"))
print("学" in s, s.startswith("学而"), s.endswith("？"), s.partition("，"))
print(f"{'中':>4}|{'中文':^6}|{'中':*<3}|", "%s有%d个字" % ("它", len(s)), "{0}和{1}".format("甲", "乙"))
print(ord("学"), chr(23398), hex(ord("中")), "\u5b66", ascii("学a"), sorted("三一二"))
print("、".join(["春", "夏", "秋", "冬"]), "春" < "夏", max("春夏秋冬"), list("你好"))
姓名 = "孔丘"
数 = {"一": 1, "二": 2}
print(姓名, 数["二"], [k for k in 数])


def 问候(谁="世界"):
    return f"你好，{谁}！"


class 人:
    年龄 = 72


print(问候(), 问候(谁=姓名), 人().年龄, 人.__name__, 问候.__name__)
print("ＡＢＣ１２３".isalnum(), "１２３".isdigit(), int("１２３"), "ＡＢＣ".lower())
