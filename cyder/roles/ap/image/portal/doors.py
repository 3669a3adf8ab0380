"""Who gets in: residents by the register, members of staff by the list of officers."""

from functools import wraps
from pathlib import Path

import sessions
from audit import note
from flask import current_app, g, make_response, redirect, render_template, request, url_for
from werkzeug.security import check_password_hash

OFFICERS = Path("/etc/portal/officers")
COOKIE = "session"


def officers():
    """Return the hash of each member of staff who may log in, as the list stands at this moment."""
    lines = OFFICERS.read_text(encoding="utf-8").splitlines()
    fields = (line.split(":", 2) for line in lines if line.count(":") >= 2 and not line.startswith("#"))
    return {account: word for account, _, word in fields}


def only(kind):
    """Let only those in who have logged in as that kind: `resident` or `account`."""

    def wrapped(view):
        @wraps(view)
        def checked(*args, **kwargs):
            if kind in g.who and (kind == "resident" or g.who["account"] in officers()):
                return view(*args, **kwargs)
            if kind in g.who:
                sessions.end(request.cookies.get(COOKIE))  # an account that has been disabled since
            return redirect(url_for("staff.login" if kind == "account" else "citizens.login"))

        return checked

    return wrapped


def log_in(field, stored, target):
    """Answer a log-in form whose name is in `field`: on with a session to `target`, or the form again.

    `stored` returns the hash for a name, or None.
    """
    action, kind = request.path, "resident" if field == "number" else "account"
    if request.method == "GET":
        return render_template("login.html", field=field, action=action)
    name = request.form.get(field, "")
    word = stored(name)
    passed = word is not None and check_password_hash(word, request.form.get("password", ""))
    note("login", **{kind: name, "result": "ok" if passed else "failed"})
    if not passed:
        return render_template("login.html", field=field, action=action, wrong=True), 401
    answer = make_response(redirect(url_for(target)))
    answer.set_cookie(COOKIE, sessions.begin(**{kind: name}), httponly=True, samesite="Lax")
    return answer


def register():
    """Return the register of this application."""
    return current_app.config["REGISTER"]
