"""Attacks on a server that runs: each must fail, and the server go on."""

from __future__ import annotations

import socket
from contextlib import suppress
from pathlib import Path
from urllib.parse import quote

import pytest

from soilbib.catalogue import Catalogue
from soilbib.web.guard import host_of
from soilbib.web.settings import MEGABYTE
from tests.web.client import Client
from tests.web.conftest import Serve, Server

POST = b"POST /api/records HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
KINDS = ("text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x", "")
FORM = {"Content-Type": "application/x-www-form-urlencoded"}


@pytest.fixture(scope="module")
def shared_server(serve: Serve) -> Server:
    return serve(token="sesame", hosts=("library.example",), any_address=True, read_only=True)


def count(server: Server) -> int:
    with Catalogue(server.path, read_only=True) as catalogue:
        return catalogue.count()


@pytest.mark.parametrize(
    "host", ["evil.example", "localhost.evil.example", "127.0.0.1@evil.example", "10.0.0.1", ""]
)
def test_a_host_that_is_not_the_servers_is_refused(client: Client, host: str) -> None:
    assert client.ask("GET", "/", headers={"Host": host}).status == 421


@pytest.mark.parametrize("host", ["localhost", "LOCALHOST:1234", "127.0.0.1:80", "[::1]:9"])
def test_the_loopback_names_are_answered_to(client: Client, host: str) -> None:
    assert client.ask("GET", "/", headers={"Host": host}).status == 200


@pytest.mark.parametrize(
    ("value", "host"), [("A.b:1", "a.b"), ("a/b", ""), ("x@y", ""), ("[::1", ""), ("name.", "name"), ("", "")]
)
def test_the_host_of_a_header(value: str, host: str) -> None:
    assert host_of(value) == host


def test_two_host_headers_are_refused(server: Server) -> None:
    answer = raw(server, b"GET / HTTP/1.1\r\nHost: localhost\r\nHost: evil.example\r\n\r\n")
    assert answer.split(b" ")[1] in (b"400", b"421")


@pytest.mark.parametrize(
    "origin",
    ["http://evil.example", "null", "http://127.0.0.1:1", "http://localhost.evil.example", "http://["],
)
def test_a_form_from_another_site_is_refused(client: Client, origin: str) -> None:
    answer = client.post("/record/remove", [("key", "peat2011")], Origin=origin)
    assert answer.status == 403
    assert client.get("/records/peat2011").status == 200


def test_a_form_that_a_browser_calls_cross_site_is_refused(client: Client) -> None:
    assert (
        client.post("/record/remove", [("key", "peat2011")], **{"Sec-Fetch-Site": "cross-site"}).status == 403
    )


@pytest.mark.parametrize("token", ["", "0" * 64, "nonsense"])
def test_a_form_without_its_token_is_refused(client: Client, token: str) -> None:
    client.get("/")
    body = f"csrf={token}&key=peat2011".encode()
    assert client.ask("POST", "/record/remove", body, FORM).status == 403
    assert client.get("/records/peat2011").status == 200


def test_the_token_of_another_visitor_is_no_token(server: Server, client: Client) -> None:
    client.get("/")
    body = f"csrf={server.client().csrf()}&key=peat2011".encode()
    assert client.ask("POST", "/record/remove", body, FORM).status == 403


@pytest.mark.parametrize("kind", KINDS)
def test_the_api_takes_no_type_that_another_sites_form_could_send(client: Client, kind: str) -> None:
    answer = client.ask("POST", "/api/records", b'[{"id": "sneaked", "title": "In"}]', {"Content-Type": kind})
    assert answer.status in (400, 415)
    assert client.get("/api/records/sneaked").status == 404


def test_every_page_has_a_strict_policy(client: Client) -> None:
    for path in ("/", "/records/evil", "/import", "/nothing", "/api/search"):
        headers = client.get(path).headers
        policy = dict(part.strip().split(" ", 1) for part in headers["content-security-policy"].split(";"))
        assert policy["default-src"] == "'none'"
        assert policy["script-src"] == policy["style-src"] == "'self'"
        assert policy["frame-ancestors"] == policy["base-uri"] == "'none'"
        assert headers["x-content-type-options"] == "nosniff"


PAGES = (
    "/ /?q=script /records/evil /bibliography?q=script /record/edit?key=evil /?q=%3Cscript%3Ealert(1)%3C/script%3E "
    "/?type=%22%3E%3Cscript%3E /records/%3Cscript%3E /records/evil?style=%3Cscript%3E /styles?q=%3Cscript%3E "
    "/?sort=%3Cscript%3E /?category=%22onload=alert(1) /history /duplicates /oai?verb=%3Cscript%3E"
)


@pytest.mark.parametrize("path", PAGES.split())
def test_nothing_from_records_or_addresses_becomes_a_script_or_a_link_to_one(
    client: Client, path: str
) -> None:
    answer = client.get(path)
    if path.startswith("/oai"):
        assert "<script" not in answer.text
        return
    page = answer.page
    sources = page.xpath("//script[not(@type='application/ld+json')]/@src")
    assert len(sources) == len(page.xpath("//script[not(@type='application/ld+json')]")) == 1
    assert all("alert(" not in (script.text or "") for script in page.xpath("//script[@src]"))
    assert not page.xpath("//@*[starts-with(name(), 'on') or name() = 'style']")
    assert not page.xpath("//img")
    assert not [link for link in page.xpath("//a/@href") if link.lower().startswith(("javascript:", "data:"))]


@pytest.mark.parametrize(
    "query",
    ["'; DROP TABLE records; --", '" OR 1=1', "title:x) OR (1", "NEAR(a b)", "*", '"', "a* AND NOT", "{title}: x",
     "\x00", "-", "(" * 50, "ORDER BY 1", "year:1..'", "a\\", "col:val^2", "💥", "%' OR '%'='", "_____"],
)  # fmt: skip
@pytest.mark.parametrize("exact", ["", "&exact=1"])
def test_whatever_is_searched_for_is_only_searched_for(
    server: Server, client: Client, query: str, exact: str
) -> None:
    before = count(server)
    answer = client.get(f"/?q={quote(query)}{exact}")
    assert answer.status in (200, 400)
    assert "Traceback" not in answer.text
    assert count(server) == before


@pytest.mark.parametrize(
    "field", ["type", "category", "language", "year", "sort", "page", "limit", "match", "logic", "in"]
)
def test_no_filter_is_part_of_a_statement(client: Client, field: str) -> None:
    for value in ("' OR 1=1 --", "1; DROP TABLE records", "-1", "9" * 30, "%00"):
        assert client.get(f"/?{field}={quote(value)}").status in (200, 400)
        assert client.get(f"/api/search?{field}={quote(value)}").status in (200, 400)


@pytest.mark.parametrize(
    "path",
    ["/static/../app.py", "/static/..%2fapp.py", "/static/%2e%2e/%2e%2e/%2e%2e/etc/passwd", "/static//etc/passwd",
     "/records/../../etc/passwd", "/records/%2e%2e%2fmeadows.db", "/records//etc/passwd", "/meadows.db"],
)  # fmt: skip
def test_no_path_leads_out_of_the_static_files(client: Client, path: str) -> None:
    answer = client.get(path)
    assert answer.status == 404
    assert b"root:" not in answer.body


@pytest.mark.parametrize(
    "style", ["/etc/passwd", "../../styles/x.csl", "file:///etc/passwd", "x.csl", "<style/>", "http://a/b"]
)
def test_no_style_is_a_path(client: Client, tmp_path: Path, style: str) -> None:
    (tmp_path / "x.csl").write_text("<style/>")
    answer = client.send_json("POST", "/api/format", {"keys": ["peat2011"], "style": style})
    assert answer.status == 400
    assert "unknown style" in answer.json["detail"]
    assert "unknown style" in client.get(f"/records/peat2011?style={quote(style)}").text


def test_a_file_name_is_shown_without_its_folders(client: Client) -> None:
    answer = client.send_files("/import", {"../../etc/cron.d/x.ris": b"TY  - BOOK\nTI  - Up\nER  - \n"})
    assert "x.ris" in answer.text
    assert "cron.d" not in answer.text


def test_a_body_that_says_it_is_too_large_is_refused_unread(server: Server) -> None:
    head = f"POST /import HTTP/1.1\r\nHost: localhost\r\nContent-Length: {21 * MEGABYTE}\r\n\r\n"
    assert raw(server, head.encode()).startswith(b"HTTP/1.1 413")


@pytest.mark.parametrize(
    ("name", "value", "status"),
    [("Host", "evil.example", 421), ("Content-Length", "99999999", 413), ("Origin", "null", 403)],
)
def test_the_api_refuses_with_a_problem_in_json_and_a_page_in_one_line(
    server: Server, name: str, value: str, status: int
) -> None:
    answer = server.client().ask("POST", "/api/search", headers={name: value})
    assert (answer.status, answer.headers["content-type"]) == (status, "application/problem+json")
    assert answer.json["status"] == status
    answer = server.client().ask("POST", "/import", headers={name: value})
    assert (answer.status, answer.headers["content-type"]) == (status, "text/plain; charset=utf-8")


def test_a_body_that_grows_too_large_for_the_api_is_told_in_json(server: Server) -> None:
    body = b'{"q": "' + b"a" * (21 * MEGABYTE)
    with suppress(ConnectionError):  # it may hang up while we are still sending
        answer = server.client().ask("POST", "/api/search", body, {"Transfer-Encoding": "chunked"})
        assert (answer.status, answer.json["status"]) == (413, 413)


def test_a_body_that_grows_too_large_is_refused_on_the_way(server: Server) -> None:
    head = POST + b"Transfer-Encoding: chunked\r\n\r\n"
    chunk = b"100000\r\n" + b" " * MEGABYTE + b"\r\n"
    with socket.create_connection(("127.0.0.1", server.port), timeout=20) as connection:
        try:
            connection.sendall(head)
            for _ in range(23):
                connection.sendall(chunk)
            answer = connection.recv(100)
        except (ConnectionResetError, BrokenPipeError):
            answer = b"HTTP/1.1 413"  # it hung up while we were still sending
    assert answer.startswith(b"HTTP/1.1 413")


@pytest.mark.parametrize("length", ["-1", "many", "1e9"])
def test_a_length_that_is_no_number_is_refused(server: Server, length: str) -> None:
    head = f"POST /import HTTP/1.1\r\nHost: localhost\r\nContent-Length: {length}\r\n\r\n"
    assert raw(server, head.encode()).split(b" ")[1] == b"400"


def raw(server: Server, data: bytes) -> bytes:
    with socket.create_connection(("127.0.0.1", server.port), timeout=20) as connection:
        connection.sendall(data)
        return connection.recv(1000)


def test_a_shared_server_asks_for_its_token(shared_server: Server) -> None:
    client = shared_server.client()
    assert client.get("/").status == 401
    assert client.get("/?token=wrong").status == 401
    assert client.get("/api/search", Authorization="Bearer wrong").status == 401
    assert client.get("/api/search", Authorization=f"Bearer {shared_server.token}").status == 200
    shown = client.ask("GET", f"/?q=peat&token={shared_server.token}")
    assert (shown.status, shown.headers["location"]) == (303, "/?q=peat")
    assert client.get("/").status == 200


def test_a_token_is_taken_out_of_any_address(shared_server: Server) -> None:
    path = f"/records/{quote('lo/vely key?&#1', safe='')}"
    answer = shared_server.client().ask("GET", f"{path}?token={shared_server.token}&lang=fr")
    assert answer.headers["location"] == f"{path}?lang=fr"


def test_a_token_in_the_address_leads_to_no_other_server(shared_server: Server) -> None:
    answer = shared_server.client().ask("GET", f"//evil.example/?token={shared_server.token}")
    assert not answer.headers.get("location", "/").startswith("//")


def test_a_shared_server_answers_to_its_name_and_to_addresses(shared_server: Server) -> None:
    client = shared_server.client()
    named = {
        host: client.ask("GET", "/", headers={"Host": host}).status
        for host in ("library.example", "192.0.2.1", "evil.example")
    }
    assert named == {"library.example": 401, "192.0.2.1": 401, "evil.example": 421}


def test_a_server_that_is_read_only_lets_nobody_change_anything(shared_server: Server) -> None:
    client = shared_server.client()
    client.get(f"/?token={shared_server.token}")
    before = count(shared_server)
    for path in ("/record/remove", "/record/edit", "/import", "/import/store", "/duplicates/answer", "/undo"):
        assert client.ask("POST", path, b"csrf=x", FORM).status == 403
    assert client.send_json("POST", "/api/records", {"title": "In"}).status == 403
    assert client.ask("DELETE", "/api/records/peat2011").status == 403
    assert count(shared_server) == before
    page = client.get("/")
    assert "Import" not in page.texts("//nav//a")
    assert client.send_json("POST", "/api/format", {"keys": ["peat2011"]}).status == 200


def test_the_way_back_from_a_form_stays_on_the_server(client: Client) -> None:
    csrf = client.csrf()
    for target in (
        "//evil.example",
        "https://evil.example",
        "/\\evil.example",
        "/\t/evil.example",
        "/\t/[",
        "javascript:x",
    ):
        body = f"csrf={csrf}&id=peat2011&next={quote(target)}".encode()
        assert client.ask("POST", "/basket/add", body, FORM).headers["location"] == "/"


def test_a_slow_head_and_a_slow_body_are_not_waited_for(serve: Serve) -> None:
    server = serve(head_seconds=0.4, body_seconds=0.4)
    assert drip(server, b"GET / HTTP/1.1\r\nHost: localhost\r\n", b"X: y\r\n") == b""
    assert drip(server, POST + b"Content-Length: 99\r\n\r\n", b" ").startswith(b"HTTP/1.1 408")
    assert server.client().get("/").status == 200


def drip(server: Server, data: bytes, drop: bytes) -> bytes:
    """Send something and then a drop now and then; what the server says before it hangs up, within three seconds."""
    with socket.create_connection(("127.0.0.1", server.port), timeout=0.1) as connection:
        connection.sendall(data)
        for _ in range(30):
            try:
                return connection.recv(1000)
            except TimeoutError:
                try:
                    connection.sendall(drop)
                except OSError:
                    return b""
            except OSError:
                return b""
    raise AssertionError("the server waits")
