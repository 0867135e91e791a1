"""Makes the approvals beside it: what a security key would have signed, without one.

A security key signs SHA-256 of the application, a byte of flags, a counter and SHA-256 of the message (OpenSSH's
PROTOCOL.u2f); the message is what PROTOCOL.sshsig wraps the hash of a file in. The private keys are texts that anybody
can read here, and good for nothing else. Needs the package 'cryptography'.
"""

import base64
import hashlib
import pathlib
import struct

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, ed25519
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature

FOLDER = pathlib.Path(__file__).parent
NAMESPACE = b"goal-contract@caskade"
APPLICATION = b"ssh:"
PRESENT = 0x01
FAKE_ED25519 = b"fake security key, nobody's own.."[:32]
FAKE_ECDSA = int.from_bytes(b"fake security key, nobody's own."[:31], "big")


def string(data):
    return struct.pack(">I", len(data)) + data


def mpint(number):
    return string(number.to_bytes(number.bit_length() // 8 + 1, "big"))


class Ed25519:
    name = b"sk-ssh-ed25519@openssh.com"
    private = ed25519.Ed25519PrivateKey.from_private_bytes(FAKE_ED25519)

    def public(self):
        return string(self.name) + string(self.private.public_key().public_bytes_raw()) + string(APPLICATION)

    def sign(self, data):
        return self.private.sign(data)


class ECDSA:
    name = b"sk-ecdsa-sha2-nistp256@openssh.com"
    private = ec.derive_private_key(FAKE_ECDSA, ec.SECP256R1())

    def public(self):
        numbers = self.private.public_key().public_numbers()
        point = b"\x04" + numbers.x.to_bytes(32, "big") + numbers.y.to_bytes(32, "big")
        return string(self.name) + string(b"nistp256") + string(point) + string(APPLICATION)

    def sign(self, data):
        r, s = decode_dss_signature(self.private.sign(data, ec.ECDSA(hashes.SHA256())))
        return mpint(r) + mpint(s)


def armour(key, message, flags, counter=7):
    tail = string(NAMESPACE) + string(b"") + string(b"sha512")
    wrapped = b"SSHSIG" + tail + string(hashlib.sha512(message).digest())
    seal = bytes([flags]) + struct.pack(">I", counter)
    data = hashlib.sha256(APPLICATION).digest() + seal + hashlib.sha256(wrapped).digest()
    signature = string(key.name) + string(key.sign(data)) + seal
    blob = b"SSHSIG" + struct.pack(">I", 1) + string(key.public()) + tail + string(signature)
    text = base64.b64encode(blob).decode()
    lines = [text[start : start + 70] for start in range(0, len(text), 70)]
    return "\n".join(["-----BEGIN SSH SIGNATURE-----"] + lines + ["-----END SSH SIGNATURE-----"]) + "\n"


def main():
    header = (FOLDER / "header.txt").read_bytes()
    message = header + b"\n" + (FOLDER / "work.yaml").read_bytes()
    for name, key in [("ed25519", Ed25519()), ("ecdsa", ECDSA())]:
        public = key.name.decode() + " " + base64.b64encode(key.public()).decode() + " fake\n"
        (FOLDER / f"{name}-sk.pub").write_text(public)
        for flags, suffix in [(PRESENT, ""), (0, "-untouched")]:
            approval = header.decode() + "\n" + armour(key, message, flags)
            (FOLDER / f"{name}-sk{suffix}.approval").write_text(approval)


main()
