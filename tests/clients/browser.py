"""A real browser: headless Chromium, driven through chromedriver by the protocol of WebDriver, and pages for it."""

import http.server
import json
import queue
import re
import subprocess
import tempfile
import threading
import time
import urllib.error
import urllib.request

PATIENCE_SECONDS = 60

# It talks to nobody but the pages and the product.
ARGUMENTS = """--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking
    --disable-component-update --disable-sync --no-proxy-server""".split()

# Proxies of the machine are not for the loopback interface.
direct = urllib.request.build_opener(urllib.request.ProxyHandler({}))


class Browser:
    """One browser with a profile of its own, which is gone when it is closed."""

    def __init__(self):
        self.profile = tempfile.TemporaryDirectory(prefix="cipherquay-browser-", ignore_cleanup_errors=True)
        self.driver = subprocess.Popen(
            ["chromedriver", "--port=0"], stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
        )
        try:
            self.root = f"http://127.0.0.1:{self.port()}"
            options = {"args": [*ARGUMENTS, f"--user-data-dir={self.profile.name}"]}
            wanted = {"browserName": "chrome", "goog:chromeOptions": options}
            answer = self.ask("POST", "/session", {"capabilities": {"alwaysMatch": wanted}})
            self.root += f"/session/{answer['sessionId']}"
            self.ask("POST", "/timeouts", {"script": PATIENCE_SECONDS * 1000, "pageLoad": PATIENCE_SECONDS * 1000})
        except BaseException:
            self.end()
            raise

    def port(self):
        lines = queue.Queue()
        threading.Thread(target=lambda: [lines.put(line.decode()) for line in self.driver.stdout], daemon=True).start()
        while True:
            found = re.search(r"started successfully on port (\d+)", lines.get(timeout=PATIENCE_SECONDS))
            if found:
                return int(found[1])

    def ask(self, method, path, document=None):
        body = None if document is None else json.dumps(document).encode()
        request = urllib.request.Request(self.root + path, body, {"Content-Type": "application/json"}, method=method)
        try:
            with direct.open(request, timeout=2 * PATIENCE_SECONDS) as answer:
                return json.load(answer)["value"]
        except urllib.error.HTTPError as error:
            raise AssertionError(f"{method} {path}: {error.read().decode()}") from error

    def open(self, url):
        self.ask("POST", "/url", {"url": url})

    def await_url(self, start):
        """Waits until the page is another one, whose URL starts like this."""
        deadline = time.monotonic() + PATIENCE_SECONDS
        while not self.ask("GET", "/url").startswith(start):
            assert time.monotonic() < deadline, f"the browser is at {self.ask('GET', '/url')}"
            time.sleep(0.1)

    def run(self, body, *arguments):
        """Runs the body of an async function in the page, with `given` being the arguments, and returns its result."""
        script = f"""
            const done = arguments[arguments.length - 1];
            const given = Array.prototype.slice.call(arguments, 0, -1);
            (async () => {{ {body} }})().then(value => done({{value}}), error => done({{error: String(error)}}));"""
        answer = self.ask("POST", "/execute/async", {"script": script, "args": list(arguments)})
        if "error" in answer:
            raise ScriptError(answer["error"])
        return answer.get("value")

    def close(self):
        try:
            self.ask("DELETE", "")
        finally:
            self.end()

    def end(self):
        self.driver.terminate()
        self.driver.wait(PATIENCE_SECONDS)
        self.profile.cleanup()


class ScriptError(Exception):
    """What was thrown in the page."""


class Pages:
    """An empty page, on a port of its own: another origin than the product's."""

    def __init__(self):
        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Page)
        self.origin = f"http://127.0.0.1:{self.server.server_port}"
        # The same page under another name is a page of another origin.
        self.other_origin = f"http://localhost:{self.server.server_port}"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def close(self):
        self.server.shutdown()
        self.server.server_close()


class Page(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        body = b"<!doctype html><title>page</title>"
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *arguments):
        pass
