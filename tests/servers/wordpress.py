"""Starts a throw-away WordPress: ``python3 tests/servers/wordpress.py FILE PACKAGES``.

PACKAGES is a folder with Debian's packages of WordPress and its themes; PHP and MariaDB are
installed. FILE gets the address and the themes once it answers. It ends on SIGTERM and leaves
nothing behind.
"""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

import started
import threads
import variants

_OWN = Path(__file__).parent / "wordpress"


def _unpack(folder: Path, packages: Path) -> list[str]:
    """Everything in its place; gives the themes there are."""
    for package in sorted(packages.glob("*.deb")):
        subprocess.run(["dpkg-deb", "-x", str(package), str(folder / "root")], check=True)
    shutil.move(folder / "root/usr/share/wordpress", folder / "site")
    shutil.copy(_OWN / "wp-config.php", folder / "site/wp-config.php")
    content = folder / "content"
    (content / "mu-plugins").mkdir(parents=True)
    (content / "plugins").mkdir()
    shutil.copy(_OWN / "variants.php", content / "mu-plugins/variants.php")
    shutil.move(folder / "site/wp-content/themes", content / "themes")
    shutil.copytree(_OWN / "classic", content / "themes" / variants.CLASSIC)
    themes = sorted(each.parent.name for each in content.glob("themes/*/style.css"))
    for name in ("fill.php", "router.php"):
        shutil.copy(_OWN / name, folder / name)
    (folder / "threads.json").write_text(json.dumps(threads.as_json()))
    (folder / "variants.json").write_text(json.dumps(variants.as_json(themes)))
    (folder / "data").mkdir()
    return themes


def _database(folder: Path) -> list[str]:
    """Without its own tables of users: its socket lies in a folder nobody else may enter."""
    return [
        shutil.which("mariadbd", path="/usr/sbin:/usr/bin") or "mariadbd",
        "--no-defaults",
        f"--datadir={folder}/data",
        f"--socket={folder}/socket",
        f"--pid-file={folder}/pid",
        "--skip-networking",
        "--skip-grant-tables",
        "--innodb-buffer-pool-size=32M",
        "--innodb-log-file-size=16M",
        "--innodb-flush-log-at-trx-commit=0",
    ]


def _php(*more: str) -> list[str]:
    return ["php", "-d", "memory_limit=256M", "-d", "display_errors=stderr", *more]


def main() -> None:
    """Sets up, fills, serves."""
    started.end_on_signals()
    with started.folder() as folder:
        themes = _unpack(folder, Path(sys.argv[2]))
        started.give(folder)
        port = started.free_port()
        home = {"PATH": os.environ["PATH"], "TEST_FOLDER": str(folder), "TMPDIR": str(folder)}
        url = f"http://127.0.0.1:{port}"
        with started.running(_database(folder), home, folder / "database.log"):
            started.wait_for(folder / "socket")
            started.run(_php(str(folder / "fill.php")), {**home, "HTTP_HOST": f"127.0.0.1:{port}"})
            server = _php("-S", f"127.0.0.1:{port}", "-t", f"{folder}/site", f"{folder}/router.php")
            with started.running(server, home, folder / "php.log"):
                started.wait_until_it_answers(f"{url}/open-{variants.CLASSIC}/")
                started.serve(" ".join((url, *themes)))


if __name__ == "__main__":
    main()
