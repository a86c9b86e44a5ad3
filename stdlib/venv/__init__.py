"""Virtual environments: `biji -m venv DIR` makes a folder with modules of its own.

In it are bin/biji and bin/python (links to this interpreter), bin/activate, pyvenv.cfg and
lib/python3.13/site-packages. pip is not put in, as there is none: packages are copied there by
hand. Left out for that: --upgrade-deps.
"""

import os
import sys

_ACTIVATE = """\
# To be read by a shell: "source bin/activate". "deactivate" undoes it.

deactivate () {
    if [ -n "${_OLD_VIRTUAL_PATH:-}" ]; then
        PATH="$_OLD_VIRTUAL_PATH"
        export PATH
        unset _OLD_VIRTUAL_PATH
    fi
    if [ -n "${_OLD_VIRTUAL_PS1+x}" ]; then
        PS1="$_OLD_VIRTUAL_PS1"
        unset _OLD_VIRTUAL_PS1
    fi
    hash -r 2> /dev/null
    unset VIRTUAL_ENV VIRTUAL_ENV_PROMPT
    if [ "${1:-}" != "nondestructive" ]; then
        unset -f deactivate
    fi
}

deactivate nondestructive

VIRTUAL_ENV=%(folder)s
export VIRTUAL_ENV
VIRTUAL_ENV_PROMPT=%(prompt)s
export VIRTUAL_ENV_PROMPT
_OLD_VIRTUAL_PATH="$PATH"
PATH="$VIRTUAL_ENV/bin:$PATH"
export PATH
if [ -z "${VIRTUAL_ENV_DISABLE_PROMPT:-}" ]; then
    _OLD_VIRTUAL_PS1="${PS1:-}"
    PS1="($VIRTUAL_ENV_PROMPT) ${PS1:-}"
fi
hash -r 2> /dev/null
"""


def _quoted(text):
    return "'" + text.replace("'", "'\\''") + "'"


class EnvBuilder:
    """Makes environments."""

    def __init__(self, system_site_packages=False, clear=False, symlinks=False, upgrade=False,
                 with_pip=False, prompt=None, upgrade_deps=False, *, scm_ignore_files=frozenset()):
        if with_pip or upgrade_deps:
            raise ValueError("pip cannot be put into environments of biji")
        self.system_site_packages = system_site_packages
        self.clear = clear
        self.symlinks = symlinks
        self.upgrade = upgrade
        self.prompt = os.path.basename(os.getcwd()) if prompt == "." else prompt
        self.scm_ignore_files = frozenset(map(str.lower, scm_ignore_files))

    def create(self, env_dir):
        """Make an environment in a folder."""
        env_dir = os.path.abspath(env_dir)
        if os.pathsep in env_dir:
            raise ValueError(f"Refusing to create a venv in {env_dir} because it contains the "
                             f"PATH separator {os.pathsep}.")
        if os.path.exists(env_dir) and self.clear:
            import shutil
            for name in os.listdir(env_dir):
                path = os.path.join(env_dir, name)
                if os.path.isdir(path) and not os.path.islink(path):
                    shutil.rmtree(path)
                else:
                    os.unlink(path)
        bin = os.path.join(env_dir, "bin")
        packages = os.path.join(env_dir, "lib", "python3.13", "site-packages")
        for folder in (bin, packages, os.path.join(env_dir, "include", "python3.13")):
            os.makedirs(folder, exist_ok=True)
        self._configure(env_dir)
        base = sys._base_executable
        for name in ("biji", "python", "python3", "python3.13"):
            path = os.path.join(bin, name)
            if os.path.islink(path) or os.path.exists(path):
                os.unlink(path)
            os.symlink(base, path)
        prompt = self.prompt or os.path.basename(env_dir)
        with open(os.path.join(bin, "activate"), "w") as f:
            f.write(_ACTIVATE % {"folder": _quoted(env_dir), "prompt": _quoted(prompt)})
        if "git" in self.scm_ignore_files:
            with open(os.path.join(env_dir, ".gitignore"), "w") as f:
                f.write("# Made by venv\n*\n")

    def _configure(self, env_dir):
        """Write pyvenv.cfg."""
        base = sys._base_executable
        with open(os.path.join(env_dir, "pyvenv.cfg"), "w", encoding="utf-8") as f:
            f.write(f"home = {os.path.dirname(base)}\n")
            f.write("include-system-site-packages = "
                    f"{'true' if self.system_site_packages else 'false'}\n")
            f.write("version = %d.%d.%d\n" % sys.version_info[:3])
            if self.prompt is not None:
                f.write(f"prompt = {self.prompt!r}\n")
            f.write(f"executable = {os.path.realpath(base)}\n")
            f.write(f"command = {base} -m venv {env_dir}\n")


def create(env_dir, system_site_packages=False, clear=False, symlinks=False, with_pip=False,
           prompt=None, upgrade_deps=False, *, scm_ignore_files=frozenset()):
    """Make an environment in a folder."""
    EnvBuilder(system_site_packages, clear, symlinks, False, with_pip, prompt, upgrade_deps,
               scm_ignore_files=scm_ignore_files).create(env_dir)


def main(args=None):
    """The command: `biji -m venv DIR …`."""
    import argparse
    parser = argparse.ArgumentParser(
        prog="venv", description="Makes virtual environments in folders.",
        epilog="Once an environment has been made, read bin/activate in your shell.")
    parser.add_argument("dirs", metavar="ENV_DIR", nargs="+", help="a folder to make one in")
    parser.add_argument("--system-site-packages", action="store_true", dest="system_site",
                        help="note that the system's packages may be used")
    group = parser.add_mutually_exclusive_group()
    group.add_argument("--symlinks", action="store_true", default=True,
                       help="make links to the interpreter (this is always so)")
    group.add_argument("--copies", action="store_true", help="not supported")
    group = parser.add_mutually_exclusive_group()
    group.add_argument("--clear", action="store_true", help="empty the folder first")
    group.add_argument("--upgrade", action="store_true", help="renew the links")
    parser.add_argument("--without-pip", action="store_true", help="there is no pip anyway")
    parser.add_argument("--prompt", help="what the prompt of the shell shows")
    parser.add_argument("--without-scm-ignore-files", action="store_true",
                        help="write no .gitignore")
    options = parser.parse_args(args)
    if options.copies:
        parser.error("--copies is not supported: environments hold links")
    builder = EnvBuilder(options.system_site, options.clear, True, options.upgrade,
                         prompt=options.prompt,
                         scm_ignore_files=() if options.without_scm_ignore_files else ("git",))
    for folder in options.dirs:
        builder.create(folder)
