"""The residents' portal: residents see what is theirs and apply; officers look up, under a case number."""

import configparser
import secrets

import citizens
import psycopg
import sessions
import staff
from doors import COOKIE
from flask import Flask, g, render_template, request
from register import Register
from words import said

SETTINGS = "/etc/portal/portal.conf"
HEADERS = {
    "Content-Security-Policy": "default-src 'self'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "Cache-Control": "no-store",
}


def begin():
    """Find out who asks, in which language, and whether a form is one of ours."""
    chosen = request.args.get("lang") or request.cookies.get("lang")
    g.language = chosen if chosen in {"ja", "en"} else "ja"
    g.who = sessions.look(request.cookies.get(COOKIE)) or {}
    g.token = g.who.get("token") or request.cookies.get("form", "")
    if not g.token.isalnum():
        g.token = g.new_token = secrets.token_hex(16)
    if request.method == "POST" and request.form.get("token") != g.token:
        return message("stale", 400)
    return None


def finish(answer):
    """Set what the browser must keep, and what protects the page."""
    if "new_token" in g:
        answer.set_cookie("form", g.new_token, httponly=True, samesite="Lax")
    if request.args.get("lang"):
        answer.set_cookie("lang", g.language, samesite="Lax")
    answer.headers.update(HEADERS)
    return answer


def message(key, status):
    """Return a page with one sentence."""
    return render_template("message.html", text=said(key, g.language)), status


def create():
    """Return the application."""
    settings = configparser.ConfigParser(interpolation=None)
    settings.read(SETTINGS, encoding="utf-8")
    names = settings["portal"]
    app = Flask(__name__)
    app.config.update(MAX_CONTENT_LENGTH=100_000, REGISTER=Register(dict(settings["database"])))
    app.before_request(begin)
    app.after_request(finish)
    app.register_blueprint(citizens.pages)
    app.register_blueprint(staff.pages)

    @app.context_processor
    def shown():
        town = names["name_en"] if g.language == "en" else names["name_ja"]
        return {"t": lambda key: said(key, g.language), "town": town, "who": g.who, "token": g.token}

    @app.errorhandler(psycopg.OperationalError)
    def away(error):
        app.logger.error("the register cannot be reached: %s", str(error).strip().splitlines()[0])
        return message("away", 503)

    app.register_error_handler(404, lambda _: message("missing", 404))
    app.register_error_handler(400, lambda _: message("stale", 400))
    return app
