# SPDX-License-Identifier: Apache-2.0
"""Whether code that nvcc makes now takes more than code that it made before."""

TOLERANCE = 0.10


def figures(code: dict) -> dict[str, int]:
    loops = {f"instructions of the loop with {operation}": loop["issue"] for operation, loop in code["loops"].items()}
    return {what: code[what] for what in ("registers", "spills", "shared")} | {"instructions": code["all"]["issue"]} | loops


def worse(old: dict, new: dict) -> list[str]:
    """In words, of each kernel that takes more than `TOLERANCE` more than it did, is gone, or was not there."""
    found = [f"{name}: gone" for name in old if name not in new] + [f"{name}: not counted yet" for name in new if name not in old]
    for name in new.keys() & old.keys():
        was = figures(old[name])
        for what, value in figures(new[name]).items():
            if what not in was:
                found.append(f"{name}: {what} were not counted yet")
            elif value > was[what] * (1 + TOLERANCE):
                found.append(f"{name}: {what} {value}, was {was[what]}")
    return sorted(found)
