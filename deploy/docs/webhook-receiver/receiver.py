import base64, hashlib, hmac, http.server, json, os, time

KEY = base64.b64decode(os.environ["JIEDUI_WEBHOOK_SECRET"].removeprefix("whsec_"))
done = set()  # keep it in your database, with the event's effect in one transaction

class Receiver(http.server.BaseHTTPRequestHandler):
    def do_POST(self):
        body = self.rfile.read(min(int(self.headers.get("content-length", 0)), 1 << 20))
        id, at = self.headers.get("webhook-id", ""), self.headers.get("webhook-timestamp", "0")
        expected = base64.b64encode(hmac.digest(KEY, f"{id}.{at}.".encode() + body, hashlib.sha256)).decode()
        given = self.headers.get("webhook-signature", "").split()  # two while a secret is rotated
        fresh = at.isdigit() and abs(time.time() - int(at)) < 300
        right = fresh and any(hmac.compare_digest(f"v1,{expected}", one) for one in given)
        if right and id not in done:
            event = json.loads(body)
            print(event["type"], event["subject"], event["region"])
            done.add(id)
        self.send_response(204 if right else 401)
        self.end_headers()

http.server.ThreadingHTTPServer(("", int(os.environ.get("PORT", "8900"))), Receiver).serve_forever()
