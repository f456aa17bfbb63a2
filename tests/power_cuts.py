#!/usr/bin/env python3
"""Power cuts on a real file system: a writer edits and saves on a loop device, the file system is
shut down under it without writing what it has not written yet, and mounted again.

    power_cuts.py TORTURE FILE_SYSTEM COUNT SEED

Needs root, a loop device and mkfs of that file system. Ends with an error when an edit that was said
to be kept is lost, or a project cannot be read.
"""

import fcntl
import os
import random
import shutil
import struct
import subprocess
import sys
import tempfile
import time

# EXT4_IOC_SHUTDOWN and XFS_IOC_GOINGDOWN are the same.
SHUTDOWN = 0x8004587D
# With what is in the log written to the disk before, or not even that.
FLUSH_LOG, DROP_LOG = 1, 2
# After so many cuts a new project, so that it does not grow for ever.
PROJECT = 25
BASE = "sample_projects/first-steps.sayso.ron"
SIZE = {"ext4": 64, "xfs": 320}


def run(*command):
    done = subprocess.run(command, capture_output=True, text=True)
    if done.returncode:
        sys.exit(f"{' '.join(command)}: {done.stdout}{done.stderr}")


def cut(torture, disk, log, seed, dice):
    """Writes until so many edits are kept, and some moments on; what was said goes into the log."""
    acks, moments = dice.randint(1, 30), dice.uniform(0, 0.008)
    flag = dice.choice([FLUSH_LOG, DROP_LOG])
    writer = subprocess.Popen(
        [torture, "write", f"{disk}/state", f"{disk}/p.sayso.ron", str(seed), "100000"],
        stdout=subprocess.PIPE,
    )
    heard = 0
    for line in writer.stdout:
        log.write(line)
        heard += line.startswith(b"ack")
        if heard >= acks:
            break
    folder = os.open(disk, os.O_RDONLY)
    until = time.perf_counter() + moments
    while time.perf_counter() < until:
        pass
    # Whoever has no power says nothing any more. A writer that ran on would be told now and then by
    # ext4, in the middle of the shutdown, that a sync that was under way had succeeded.
    writer.kill()
    fcntl.ioctl(folder, SHUTDOWN, struct.pack("I", flag))
    os.close(folder)
    # What it had said by then and nobody had heard yet.
    log.write(writer.stdout.read())
    log.flush()
    writer.wait()
    return heard


def main(torture, kind, count, seed):
    torture, count = os.path.abspath(torture), int(count)
    work = tempfile.mkdtemp()
    image, disk, said = f"{work}/image", f"{work}/disk", f"{work}/log"
    os.mkdir(disk)
    run("truncate", "-s", f"{SIZE[kind]}M", image)
    run(f"mkfs.{kind}", "-q", image)
    dice = random.Random(f"{seed}-{kind}")
    bad, heard = 0, 0
    run("mount", "-o", "loop", image, disk)
    try:
        for number in range(count):
            if number % PROJECT == 0:
                shutil.rmtree(f"{disk}/state", ignore_errors=True)
                shutil.copy(BASE, f"{disk}/p.sayso.ron")
                os.sync()
                log = open(said, "wb")
            heard += cut(torture, disk, log, dice.getrandbits(32), dice)
            run("umount", disk)
            run("mount", "-o", "loop", image, disk)
            found = subprocess.run(
                [torture, "check", f"{disk}/state", f"{disk}/p.sayso.ron", BASE, said],
                capture_output=True,
                text=True,
            )
            if found.returncode:
                bad += 1
                print(f"BAD: cut {number}: {found.stdout}{found.stderr}")
                shutil.copytree(disk, f"{work}/bad{number}")
                break
    finally:
        subprocess.run(["umount", disk])
        if not bad:
            shutil.rmtree(work)
    print(f"power cuts on {kind}, seed {seed}: {number + 1} cuts, {heard} times kept, {bad} bad")
    return bad


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]) and 1)
