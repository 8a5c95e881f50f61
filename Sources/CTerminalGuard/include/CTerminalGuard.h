// What must work when nothing else does: the terminal is put back after a fault, signals that ask the program
// to end wake the loop, messages written while the screen is in use are kept until it is free again.
//
// Rules: everything a signal handler touches is prepared beforehand, and only async-signal-safe calls are made
// there; nothing here knows ncurses or what is on the screen.

#ifndef AFTERCARE_CTERMINALGUARD_H
#define AFTERCARE_CTERMINALGUARD_H

#include <stdbool.h>
#include <stddef.h>

// Signals that ask

/// Catches TSTP, CONT, WINCH and every signal that would end the program, faults apart: TERM, HUP, INT, and all that
/// somebody or a limit may send, the real-time ones too. Ignores PIPE and XFSZ, which are failed writes. Each only sets a
/// flag and wakes whoever polls `guard_wake_descriptor`. What the parent had set to ignored stays ignored. Call it before `newterm`, so
/// that ncurses finds the signals taken; further calls do nothing.
void guard_watch_signals(void);

/// Readable once a watched signal has come; -1 before `guard_watch_signals`.
int guard_wake_descriptor(void);

/// Empties the wake descriptor. Look at the flags after this, never before.
void guard_drain(void);

/// Whether `signal` has come since the last time this was asked.
bool guard_take(int signal);

/// Whether a signal that ends the program has come and was not taken yet.
bool guard_asked_to_end(void);

/// The number of that signal, or 0; each is told once.
int guard_take_end(void);

/// A descriptor that becomes readable at this time of the clock that counts on while the computer sleeps
/// (CLOCK_BOOTTIME, milliseconds); 0 is never. `poll` alone would sleep on as long as it has been told. -1 if there is
/// none.
int guard_alarm(long long milliseconds);

/// Stops the process, and the group it belongs to, as Ctrl-Z would; returns after it was continued. Restore the
/// terminal first. Does nothing where the parent ignores the stop signal (no job control).
void guard_stop(void);

// The terminal as it was found

/// Remembers the modes of the terminal on `descriptor`; the first call counts.
void guard_remember(int descriptor);

/// From here on a fault, or `exit`, writes `reset` to the remembered terminal and restores its modes. At most
/// 8,192 bytes are kept.
void guard_arm(const char *reset, size_t length);

/// From here on Ctrl-\ means nothing: the terminal gives it its old meaning back before the program is over, and
/// it may have been typed before that.
void guard_ignore_quit(void);

/// The terminal is back already: nothing is to be restored.
void guard_disarm(void);

/// Writes the reset bytes and restores the modes if armed, then disarms. Waits at most a moment for a terminal
/// that does not read.
void guard_restore(void);

// Output that cannot hang

/// A descriptor for ncurses to write to: the terminal, through one of our own; -1 if none is left.
int guard_output(int terminal);

/// Between these two, a signal that asks the program to end sends what is still being written nowhere, so
/// that a terminal which has stopped reading cannot keep the program from ending.
void guard_begin_writing(void);
void guard_end_writing(void);

/// Connects the output to the terminal again if that can take bytes, else to nowhere. Answers whether it is
/// connected.
bool guard_reconnect(void);

/// Whether what was written last may have gone nowhere.
bool guard_is_diverted(void);

// Messages

/// Keeps what is written to standard error in memory while the screen is in use. Only if it is a terminal.
void guard_hold_errors(void);

/// Shows what was kept, and lets standard error through again.
void guard_show_errors(void);

// Faults

/// Faults (SEGV, BUS, ILL, TRAP, ABRT, FPE) and QUIT restore the terminal, say one plain line and end the
/// process by the same signal; no core is dumped and no other process of the user can read the memory. In
/// place of the Swift runtime's own handlers, which would wait for a debugger. Only executables call
/// this, and in builds with a sanitizer it does nothing: it would get in the way.
void guard_install(void);

/// The same for a fault on the thread that calls this, whose stack may be used up. Every thread but the first calls it.
void guard_install_thread(void);

#endif
