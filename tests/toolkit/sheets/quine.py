"""A zip that holds itself: whoever unpacks what he unpacked never comes to an end.

The stream is made of orders of ten bytes each: literals and repeats of what was just put out. Put
out, they give the orders again (Russ Cox, "Zip Files All The Way Down", 2010). The checksum, which
stands in the file it is the checksum of, is a linear equation over its 32 bits.
"""

import struct
import zlib

UNIT = 10  # bytes of an order
NAME = b"a.zip"
HEAD, TAIL = 30 + len(NAME), 46 + len(NAME) + 22  # bytes before and after the stream
NOTHING = b"\x00\x00\x00\xff\xff"  # a stored block without contents
EMPTY = "010" + "0000000"  # a block of fixed codes without contents, bit by bit


def literal(length: int) -> bytes:
    """The bytes that follow are put out as they are."""
    return NOTHING + struct.pack("<BHH", 0, length, length ^ 0xFFFF)


def repeat(length: int, *, last: bool = False) -> bytes:
    """As many bytes as stand before are put out again: a block of fixed codes, and an empty one
    that ends at a whole byte."""
    least, most = 8 * (UNIT - 5), 8 * (UNIT - 4)
    bits = "010" + _length(length) + _distance(length) + "0000000" + f"{last:d}00"
    while len(bits) <= least:
        bits = EMPTY + bits
    if len(bits) > most:
        raise ValueError(length)
    bits = bits.ljust(most, "0")
    packed = bytes(int(bits[at : at + 8][::-1], 2) for at in range(0, most, 8))
    return packed + NOTHING[1:]


def _length(value: int) -> str:
    """The code of a length from 3 to 257 in fixed codes, with its further bits."""
    if value <= 10:
        return format(value - 2, "07b")
    extra = (value - 3).bit_length() - 3
    code = 4 * extra + 1 + ((value - 3) >> extra)
    head = format(code, "07b") if code < 24 else format(0b11000000 + code - 24, "08b")
    return head + _low(value - 3, extra)


def _distance(value: int) -> str:
    extra = max((value - 1).bit_length() - 2, 0)
    return format(2 * extra + ((value - 1) >> extra), "05b") + _low(value - 1, extra)


def _low(value: int, bits: int) -> str:
    return format(value & ((1 << bits) - 1), f"0{bits}b")[::-1] if bits else ""


def _file(checksum: int) -> bytes:
    """The zip, with this checksum in its headers."""
    return _built(checksum, len(_orders(bytes(HEAD), bytes(TAIL))))


def _built(checksum: int, packed: int) -> bytes:
    said = struct.pack("<HHHHHIII", 20, 0, 8, 0, 0, checksum, packed, HEAD + packed + TAIL)
    head = b"PK\x03\x04" + said + struct.pack("<HH", len(NAME), 0) + NAME
    entry = b"PK\x01\x02\x14\x00" + said + struct.pack("<HHHHHII", len(NAME), *[0] * 6) + NAME
    where = len(entry), len(head) + packed
    tail = entry + struct.pack("<4s4H2IH", b"PK\x05\x06", 0, 0, 1, 1, *where, 0)
    return head + _orders(head, tail) + tail


def _orders(head: bytes, tail: bytes) -> bytes:
    first, again = literal(HEAD + UNIT), repeat(HEAD + UNIT)
    then, at_last = literal(TAIL + UNIT), repeat(TAIL + UNIT, last=True)
    one, four, repeated = literal(UNIT), literal(4 * UNIT), repeat(4 * UNIT)
    rest = repeated + NOTHING * 4 + then
    return b"".join(
        [
            first + head + first + again,
            one + again,
            one + one,
            four + again + one + one + four + repeated,
            four + repeated + four + repeated + four + repeated,
            four + rest + rest,
            at_last + tail + at_last,
        ]
    )


def quine() -> bytes:
    """The zip whose only part is the zip, with its right checksum."""
    base = zlib.crc32(_file(0))
    # Which bits of the checksum a bit in the headers turns, and what must come out: itself.
    rows = [(zlib.crc32(_file(1 << bit)) ^ base ^ (1 << bit), 1 << bit) for bit in range(32)]
    return _file(_solved(rows, base))


def _solved(rows: list[tuple[int, int]], wanted: int) -> int:
    """Those rows whose exclusive sum is wanted, as the sum of their marks."""
    found = 0
    for bit in range(32):
        pivot = next((one for one in rows if one[0] >> bit & 1), None)
        if pivot is None:
            continue
        rows = [
            (row ^ pivot[0], mark ^ pivot[1]) if row >> bit & 1 else (row, mark)
            for row, mark in rows
            if (row, mark) != pivot
        ]
        if wanted >> bit & 1:
            wanted, found = wanted ^ pivot[0], found ^ pivot[1]
    if wanted:
        raise ValueError("no checksum")
    return found
