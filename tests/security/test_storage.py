"""What lies on the disk: who may read it, how it is written, and what a backup holds and does not."""

from __future__ import annotations

import sqlite3
import stat
from pathlib import Path

from app import control
from app.web.handing import personal_link
from realtime.database import connect
from tests.serving import serving


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


async def test_only_the_owner_reads_the_data_folder_and_what_is_in_it(tmp_path: Path) -> None:
    data = tmp_path / "data"
    async with serving(data) as server:
        door = await control.listen(server.house)
        await server.house.log.backup(tmp_path / "backup.db")
        assert mode(data) == 0o700
        found = {path.name: mode(path) for path in data.iterdir()}
        assert door is not None
        door.close()
    assert found.keys() >= {"dialogue.db", "dialogue.db-wal", "dialogue.db.lock", "server.key", control.NAME}
    assert set(found.values()) == {0o600}
    assert mode(tmp_path / "backup.db") == 0o600


async def test_the_database_is_opened_as_durability_and_erasure_need_it(tmp_path: Path) -> None:
    wanted = {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "secure_delete": 1}
    connection = await connect(tmp_path / "some.db")
    try:
        for name, value in wanted.items():
            [found] = await connection.execute_fetchall(f"PRAGMA {name}")
            assert found[0] == value, name
    finally:
        await connection.close()


async def test_neither_database_nor_backup_opens_a_link(tmp_path: Path) -> None:
    async with serving(tmp_path / "data") as server:
        amal = await server.visitor("Amal")
        (session,) = amal.http.cookies.values()
        token = personal_link(server.house, server.state, amal.person).rpartition("/")[2]
        key = (tmp_path / "data" / "server.key").read_text()
        await server.house.log.backup(tmp_path / "backup.db")
    for file in (tmp_path / "backup.db", tmp_path / "data" / "dialogue.db"):
        raw = file.read_bytes()
        assert b"Amal" in raw
        for secret in (session, token, token[-24:], key, bytes.fromhex(key)):
            assert (secret if isinstance(secret, bytes) else secret.encode()) not in raw
    assert sqlite3.connect(tmp_path / "backup.db").execute("PRAGMA integrity_check").fetchone() == ("ok",)
