"""The command line: `auditor`, or `python -m auditor`."""

import signal


def main() -> None:
    """Run the command that the command line names, and end the process.

    While the modules are loaded Ctrl-C ends it at once, without a traceback: nothing is to be cleaned up yet.
    """
    before = signal.getsignal(signal.SIGINT)
    if before is signal.default_int_handler:
        signal.signal(signal.SIGINT, signal.SIG_DFL)
    from auditor.cli import main as run

    signal.signal(signal.SIGINT, before)
    run()


if __name__ == "__main__":
    main()
