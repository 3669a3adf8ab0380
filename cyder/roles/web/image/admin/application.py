"""The site's administration: log in, change a page, upload a file. What was done stands in the audit log."""

import secrets
from datetime import datetime
from functools import wraps
from pathlib import Path

from flask import Flask, abort, flash, redirect, render_template, request, session, url_for
from werkzeug.security import check_password_hash
from werkzeug.utils import secure_filename

ROOT = Path("/srv/www")
UPLOADS = ROOT / "upload"
USERS = Path("/etc/site-admin/users")
AUDIT = Path("/var/log/site-admin/audit.log")
KEPT = {".txt", ".csv", ".pdf", ".png", ".jpg", ".jpeg"}


def users():
    """Return the accounts and their hashes as they stand in the list at this moment."""
    lines = USERS.read_text(encoding="utf-8").splitlines()
    return dict(line.split(":", 1) for line in lines if ":" in line)


def note(what):
    """Write one line of the audit log: when, who, from where, what."""
    now = datetime.now().astimezone().isoformat(timespec="milliseconds")
    line = f"{now} {session.get('account', '-')} {request.headers.get('X-Real-IP', '-')} {what}\n"
    with AUDIT.open("a", encoding="utf-8") as log:
        log.write(line)


def known(view):
    """Let only those in who have logged in and are still on the list."""

    @wraps(view)
    def checked(*args, **kwargs):
        if session.get("account") not in users():
            return redirect(url_for("log_in"))
        if request.method == "POST" and request.form.get("token") != session.get("token"):
            abort(400)
        return view(*args, **kwargs)

    return checked


def page_path(name):
    """Return the file of a page, or end with 404 if it is none of the site's."""
    path = (ROOT / name).resolve()
    if not path.is_relative_to(ROOT) or path.suffix != ".html" or not path.is_file():
        abort(404)
    return path


def create():
    """Return the application; sessions end when it is restarted."""
    app = Flask(__name__)
    app.secret_key = Path("/etc/site-admin/key").read_text(encoding="utf-8") + secrets.token_hex(16)
    app.config.update(MAX_CONTENT_LENGTH=5_000_000, SESSION_COOKIE_SAMESITE="Lax", SESSION_COOKIE_PATH="/admin/")
    AUDIT.touch()

    @app.route("/admin/")
    @known
    def desk():
        pages = sorted(str(path.relative_to(ROOT)) for path in ROOT.rglob("*.html") if UPLOADS not in path.parents)
        return render_template("desk.html", pages=pages, uploads=sorted(path.name for path in UPLOADS.iterdir()))

    @app.route("/admin/login", methods=["GET", "POST"])
    def log_in():
        if request.method == "GET":
            return render_template("login.html")
        account, password = request.form.get("account", ""), request.form.get("password", "")
        stored = users().get(account)
        shown = "".join(letter for letter in account if letter.isprintable() and not letter.isspace())[:40] or "-"
        if stored is None or not check_password_hash(stored, password):
            note(f"login failed account={shown}")
            flash("ユーザー名またはパスワードが違います。 The name or the password is wrong.")
            return render_template("login.html"), 401
        session.update(account=account, token=secrets.token_hex(16))
        note("login ok")
        return redirect(url_for("desk"))

    @app.route("/admin/logout", methods=["POST"])
    @known
    def log_out():
        note("logout")
        session.clear()
        return redirect(url_for("log_in"))

    @app.route("/admin/page/<path:name>", methods=["GET", "POST"])
    @known
    def page(name):
        path = page_path(name)
        if request.method == "POST":
            path.write_text(request.form["text"].replace("\r\n", "\n"), encoding="utf-8")
            note(f"edit page=/{name} bytes={path.stat().st_size}")
            flash(f"/{name}: 保存しました。 Saved.")
            return redirect(url_for("desk"))
        return render_template("page.html", name=name, text=path.read_text(encoding="utf-8"))

    @app.route("/admin/upload", methods=["POST"])
    @known
    def upload():
        file = request.files.get("file")
        name = secure_filename(file.filename or "") if file else ""
        if Path(name).suffix.lower() not in KEPT:
            note(f"upload refused name={name or '-'}")
            flash(f"{name or '-'}: {', '.join(sorted(KEPT))} のみ。 Only files of these kinds.")
            return redirect(url_for("desk"))
        file.save(UPLOADS / name)
        note(f"upload path=/upload/{name} bytes={(UPLOADS / name).stat().st_size}")
        flash(f"/upload/{name}")
        return redirect(url_for("desk"))

    @app.route("/admin/delete", methods=["POST"])
    @known
    def delete():
        path = UPLOADS / secure_filename(request.form.get("name", ""))
        if path.is_file():
            path.unlink()
            note(f"delete path=/upload/{path.name}")
        return redirect(url_for("desk"))

    return app
