"""A mail server on the loopback address, for the tests: it prints its port, then each message that it takes.

Each message is one line of JSON. It ends with its standard input. It needs aiosmtpd and nothing else:

    server.py [--tls CERTIFICATE KEY] [--starttls CERTIFICATE KEY] [--user NAME PASSWORD] [--full] [--silent]
"""

import argparse
import asyncio
import json
import os
import ssl
import sys
import threading

from aiosmtpd.smtp import SMTP, AuthResult


class Handler:
    def __init__(self, options):
        self.options = options

    async def handle_RCPT(self, server, session, envelope, address, options):
        if address.startswith("refused"):
            return "550 5.1.1 nobody of that name here"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        if self.options.full:
            return "452 4.3.1 the disk is full"
        if self.options.silent:
            server.transport.abort()
            return "250 OK"
        message = {
            "from": envelope.mail_from,
            "to": envelope.rcpt_tos,
            "data": envelope.content.decode("ascii"),
            "tls": session.ssl is not None or bool(self.options.tls),
            "authenticated": bool(session.authenticated),
        }
        print(json.dumps(message), flush=True)
        return "250 OK"


def context(files):
    if not files:
        return None
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(*files)
    return context


async def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--tls", nargs=2)
    parser.add_argument("--starttls", nargs=2)
    parser.add_argument("--user", nargs=2)
    parser.add_argument("--full", action="store_true")
    parser.add_argument("--silent", action="store_true")
    options = parser.parse_args()

    def authenticate(server, session, envelope, mechanism, data):
        given = [data.login.decode(), data.password.decode()]
        return AuthResult(success=given == options.user, handled=False)

    def session():
        return SMTP(
            Handler(options),
            tls_context=context(options.starttls),
            require_starttls=bool(options.starttls),
            authenticator=authenticate,
            auth_required=bool(options.user),
            auth_require_tls=not options.tls,
        )

    server = await asyncio.get_running_loop().create_server(session, "127.0.0.1", 0, ssl=context(options.tls))
    print(server.sockets[0].getsockname()[1], flush=True)
    await server.serve_forever()


def end_with_input():
    sys.stdin.read()
    os._exit(0)


threading.Thread(target=end_with_input, daemon=True).start()
asyncio.run(main())
