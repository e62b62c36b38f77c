#!/usr/bin/python3
"""impacket_rows.py ROWS: what Impacket reads in the packets of ROWS, as a table for compare.py.

ROWS is a table with a column `tcp.payload`, in hexadecimal digits. Impacket knows little endian
alone and has no reader of its own for most bodies: what it does not read is `?`.
"""

import csv
import sys

from impacket.dcerpc.v5 import rpcrt

COLUMNS = {
    "frame.number": None,
    "dcerpc.pkt_type": "type",
    "dcerpc.cn_flags": "flags",
    "dcerpc.cn_frag_len": "frag_len",
    "dcerpc.cn_auth_len": "auth_len",
    "dcerpc.cn_call_id": "call_id",
    "dcerpc.cn_ctx_id": "ctx_id",
    "dcerpc.opnum": "op_num",
}
READERS = {
    rpcrt.MSRPC_REQUEST: rpcrt.MSRPCRequestHeader,
    rpcrt.MSRPC_RESPONSE: rpcrt.MSRPCRespHeader,
    rpcrt.MSRPC_FAULT: rpcrt.MSRPCRespHeader,
}
LITTLE_ENDIAN = 1


def read(octets):
    """A PDU, or None where Impacket knows none."""
    if octets[4] >> 4 != LITTLE_ENDIAN:
        return None
    try:
        return READERS.get(octets[2], rpcrt.MSRPCHeader)(octets)
    except Exception:  # Impacket raises whatever the failing line raises.
        return None


def row(frame, octets):
    pdu = read(octets)
    said = {name: str(pdu[field]) if pdu and field in pdu.fields else "?" for name, field in COLUMNS.items()}
    return said | {"frame.number": frame}


def main(path):
    csv.field_size_limit(1 << 20)
    writer = csv.DictWriter(sys.stdout, COLUMNS, delimiter="\t", lineterminator="\n")
    writer.writeheader()
    with open(path, encoding="utf-8") as lines:
        for packet in csv.DictReader(lines, delimiter="\t"):
            writer.writerow(row(packet["frame.number"], bytes.fromhex(packet["tcp.payload"])))


if __name__ == "__main__":
    main(*sys.argv[1:])
