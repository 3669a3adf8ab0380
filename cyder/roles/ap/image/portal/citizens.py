"""The residents' side: what is registered for one, what one has paid, and applications."""

import sessions
from audit import note
from doors import COOKIE, log_in, only, register
from flask import Blueprint, abort, g, redirect, render_template, request, url_for
from words import said

pages = Blueprint("citizens", __name__)
KINDS = ("residence", "seal", "family-register", "income", "tax-payment")


@pages.route("/")
def home():
    return render_template("home.html", kinds=KINDS)


@pages.route("/login", methods=["GET", "POST"])
def login():
    return log_in("number", register().password, "citizens.mine")


@pages.route("/logout", methods=["POST"])
def logout():
    if g.who:
        note("logout", result="ok")
        sessions.end(request.cookies.get(COOKIE))
    return redirect(url_for("citizens.home"))


@pages.route("/mine")
@only("resident")
def mine():
    number, known = g.who["resident"], register()
    note("view-own", resident=number, result="ok")
    shown = {"one": known.resident(number), "fees": known.fees(number), "applications": known.applications(number)}
    return render_template("mine.html", kinds=KINDS, **shown)


@pages.route("/apply", methods=["POST"])
@only("resident")
def apply():
    number, kind, copies = g.who["resident"], request.form.get("kind"), request.form.get("copies", "")
    if kind not in KINDS or not copies.isdigit() or not 1 <= int(copies) <= 9:
        abort(400)
    receipt = register().apply(number, kind, int(copies), request.form.get("purpose", "")[:100])
    note("apply", resident=number, kind=kind, copies=copies, receipt=receipt, result="ok")
    text = f"{said('applied', g.language)} {said('receipt', g.language)}: {receipt}"
    return render_template("message.html", text=text, back=url_for("citizens.mine"))
