"""The officers' side: look a resident up, always under the number of a case."""

import csv
import io
import re

from audit import note
from doors import log_in, officers, only, register
from flask import Blueprint, Response, abort, g, redirect, render_template, request, url_for
from words import said

pages = Blueprint("staff", __name__, url_prefix="/staff")
CASE = re.compile(r"R\d{1,2}-\d{3,5}")


def asked():
    """Return the case number and the words of a search."""
    return request.args.get("case", "").strip(), request.args.get("words", "").strip()


@pages.route("/login", methods=["GET", "POST"])
def login():
    return log_in("account", officers().get, "staff.desk")


@pages.route("/")
@only("account")
def desk():
    return render_template("search.html")


@pages.route("/search")
@only("account")
def search():
    case, words = asked()
    if not CASE.fullmatch(case) or not words:
        note("search", case=case, words=words, result="refused")
        wrong = said("nowords" if CASE.fullmatch(case) else "nocase", g.language)
        return render_template("search.html", wrong=wrong, case=case, words=words), 400
    found = register().search(words)
    note("search", case=case, words=words, found=len(found), result="ok")
    return render_template("search.html", found=found, case=case, words=words)


@pages.route("/export")
@only("account")
def export():
    case, words = asked()
    if not CASE.fullmatch(case) or not words:
        return redirect(url_for("staff.desk"))
    found = register().search(words)
    note("export", case=case, words=words, found=len(found), result="ok")
    text, columns = io.StringIO(), ["number", "kanji", "kana", "born", "address"]
    writer = csv.writer(text)
    writer.writerow(columns)
    writer.writerows([one[column] for column in columns] for one in found)
    named = {"Content-Disposition": "attachment; filename=residents.csv"}
    return Response("\ufeff" + text.getvalue(), mimetype="text/csv", headers=named)


@pages.route("/resident/<number>")
@only("account")
def view(number):
    case, known = request.args.get("case", ""), register()
    if not CASE.fullmatch(case):
        note("view", resident=number, case=case, result="refused")
        return render_template("search.html", wrong=said("nocase", g.language)), 400
    one = known.resident(number)
    note("view", resident=number, case=case, result="ok" if one else "missing")
    if one is None:
        abort(404)
    return render_template("resident.html", one=one, fees=known.fees(number), applications=known.applications(number))
