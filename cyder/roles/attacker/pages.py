"""What the outside's web server shows and takes: nothing it serves does anything."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from cyder.model.base import LocalText

FILES = "/srv/files"
LOOKALIKE = "/srv/lookalike"

_CALLS = """\
server {
	listen 80 default_server;
	root /srv/files;

	# Whatever calls home is answered in one word, and what it brings is counted and thrown away.
	location /api/ {
		access_log /var/log/nginx/calls.log calls;
		default_type text/plain;
		return 200 "ok\\n";
	}
	location = /collect {
		access_log /var/log/nginx/calls.log calls;
		proxy_pass http://127.0.0.1:8081;
	}
	location / {
		try_files $uri =404;
		default_type application/octet-stream;
	}
}

# A body is read whole only when it is passed on, so it is passed on to nobody.
server {
	listen 127.0.0.1:8081;
	access_log off;
	return 200 "ok\\n";
}
"""

_LOOKALIKE = """
server {{
	listen 80;
	server_name {name};
	root {root};

	# What was typed is counted and forgotten.
	location = /login {{
		access_log /var/log/nginx/calls.log calls;
		return 303 /?again;
	}}
}}
"""


def sites(lookalikes: Iterable[str]) -> str:
    """Return nginx's servers: whom calls home reach under any name, and look-alikes under their own."""
    return _CALLS + "".join(_LOOKALIKE.format(name=name, root=LOOKALIKE) for name in lookalikes)


def log_in(title: LocalText) -> str:
    """Return a log-in page whose form leads back to itself."""
    return f"""\
<!doctype html>
<html lang="ja"><head><meta charset="utf-8"><title>{escape(title.ja)}</title>
<style>body{{font-family:sans-serif;margin:4em auto;max-width:24em}}label{{display:block;margin:1em 0}}</style></head>
<body><h1>{escape(title.ja)}</h1><p>{escape(title.en)}</p>
<form method="post" action="/login">
<label>ユーザー名 User <input name="user"></label>
<label>パスワード Password <input name="password" type="password"></label>
<button>ログイン Log in</button></form></body></html>
"""
