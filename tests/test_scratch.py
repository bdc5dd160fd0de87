"""Folders for temporary files are the run's own, and gone with it; those of dead runs go with the next."""

import errno
import fcntl
import os
import stat

import pytest

from auditor import scratch


@pytest.fixture
def above(tmp_path, monkeypatch):
    monkeypatch.setattr(scratch.tempfile, "gettempdir", lambda: str(tmp_path))
    return tmp_path


def handles():
    return sorted(os.listdir("/proc/self/fd"))


@pytest.fixture(autouse=True)
def no_handle_stays_open():
    before = handles()
    yield
    assert handles() == before


def test_it_is_the_users_own_and_gone_with_all_it_holds(above):
    with scratch.scratch_folder() as path:
        assert stat.S_IMODE(os.stat(path).st_mode) == 0o700
        os.mkdir(os.path.join(path, "inner"))
        assert os.listdir(above) == [os.path.basename(path)]
    assert os.listdir(above) == []


def test_a_run_that_removed_it_itself_ends_well(above):
    with scratch.scratch_folder() as path:
        os.rmdir(path)


def test_what_a_dead_run_left_goes_and_what_is_in_use_or_somebody_elses_stays(above, monkeypatch):
    with scratch.scratch_folder() as path:
        dead = path[:-9] + "0.scratch" if path[-9] != "0" else path[:-9] + "1.scratch"
        os.makedirs(os.path.join(dead, "inner"))
        (above / "auditor-notes.scratch").mkdir()
        with scratch.scratch_folder():
            assert os.path.isdir(path)
            assert not os.path.exists(dead)
        os.mkdir(dead)
        monkeypatch.setattr(scratch.os, "geteuid", lambda: os.getuid() + 1)
        with scratch.scratch_folder():
            assert os.path.isdir(dead)
    assert (above / "auditor-notes.scratch").is_dir()


@pytest.mark.parametrize(
    ("error", "named"),
    [
        (OSError(errno.ENOSPC, "full"), "the folder above"),
        (OSError(errno.ENOSPC, "full", "elsewhere"), "elsewhere"),
        (OSError(errno.EIO, "broken"), None),
    ],
)
def test_where_there_is_no_room_is_said(above, error, named):
    with pytest.raises(OSError) as told, scratch.scratch_folder():  # noqa: PT011  the very same one
        raise error
    assert told.value is error
    assert error.filename == (str(above) if named == "the folder above" else named)
    assert os.listdir(above) == []


def test_a_folder_that_another_run_sweeps_away_is_made_again(above, monkeypatch):
    swept = []

    def slow(handle, how):
        if not swept:
            swept.extend(os.listdir(above))
            os.rmdir(above / swept[0])
        return lock(handle, how)

    lock = fcntl.flock
    monkeypatch.setattr(scratch.fcntl, "flock", slow)
    with scratch.scratch_folder() as path:
        assert os.path.isdir(path)
        assert os.path.basename(path) not in swept
    assert os.listdir(above) == []
