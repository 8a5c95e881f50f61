// See CTerminalGuard.h for what this is for and its rules.

#define _GNU_SOURCE
#include "CTerminalGuard.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/timerfd.h>
#include <termios.h>
#include <time.h>
#include <unistd.h>

// How long a terminal that does not read may hold up the end of the program.
enum { patience_ms = 50 };

// MARK: Signals that ask

// Signals that end a process which does not look after them, besides the faults and the real-time ones: somebody, or
// a limit, asks the program to end. PIPE and XFSZ are failed writes.
static const int ending[] = {SIGTERM, SIGHUP, SIGINT, SIGUSR1, SIGUSR2, SIGALRM, SIGVTALRM, SIGPROF,
                             SIGXCPU, SIGIO, SIGPWR, SIGSYS, SIGSTKFLT};
enum { ending_count = sizeof ending / sizeof ending[0] };
static const int watched[] = {SIGTSTP, SIGCONT, SIGWINCH};
enum { watched_count = sizeof watched / sizeof watched[0] };

static volatile sig_atomic_t came[_NSIG];
static volatile sig_atomic_t writing;
static volatile sig_atomic_t diverted;
static volatile sig_atomic_t output = -1;
static int nowhere = -1;
static int wake[2] = {-1, -1};

static volatile sig_atomic_t end_asked;

static bool asks_to_end(int number) { return number != SIGTSTP && number != SIGCONT && number != SIGWINCH; }

static void divert(void) {
  if (output < 0 || nowhere < 0) return;
  // A write that is waiting for the terminal is begun anew after the handler, on what the number means then.
  if (dup2(nowhere, output) >= 0) diverted = 1;
}

static void note(int number) {
  int kept = errno;
  came[number] = 1;
  if (asks_to_end(number)) {
    end_asked = 1;
    if (writing) divert();
  }
  // A full pipe is awake enough.
  (void)!write(wake[1], "", 1);
  errno = kept;
}

static void catch(int number, void (*handler)(int)) {
  struct sigaction action;
  memset(&action, 0, sizeof action);
  action.sa_handler = handler;
  action.sa_flags = SA_RESTART;
  sigemptyset(&action.sa_mask);
  sigaction(number, &action, NULL);
}

static void watch(int number) {
  struct sigaction before;
  // `nohup` and shells without job control rely on this.
  if (sigaction(number, NULL, &before) == 0 && before.sa_handler == SIG_IGN) return;
  catch(number, note);
}

void guard_watch_signals(void) {
  if (wake[0] >= 0) return;
  if (pipe2(wake, O_CLOEXEC | O_NONBLOCK) != 0) return;
  catch(SIGPIPE, SIG_IGN);
  // A file that may not grow is a failed write like any other, not the end.
  catch(SIGXFSZ, SIG_IGN);
  for (int i = 0; i < watched_count; i++) watch(watched[i]);
  for (int i = 0; i < ending_count; i++) watch(ending[i]);
  // The first ones of the kernel are the C library's own, and not among these.
  for (int number = SIGRTMIN; number <= SIGRTMAX; number++) watch(number);
}

int guard_wake_descriptor(void) { return wake[0]; }

void guard_drain(void) {
  char bytes[64];
  while (wake[0] >= 0 && read(wake[0], bytes, sizeof bytes) > 0) {}
}

bool guard_take(int number) {
  if (number <= 0 || number >= _NSIG || !came[number]) return false;
  came[number] = 0;
  return true;
}

bool guard_asked_to_end(void) { return end_asked; }

int guard_take_end(void) {
  if (!end_asked) return 0;
  end_asked = 0;
  // One is enough to end; the first of these tells the exit code.
  for (int i = 0; i < ending_count; i++)
    if (guard_take(ending[i])) return ending[i];
  for (int number = SIGRTMIN; number <= SIGRTMAX; number++)
    if (guard_take(number)) return number;
  return 0;
}

int guard_alarm(long long milliseconds) {
  static int alarm = -1;
  if (alarm < 0 && milliseconds <= 0) return -1;
  if (alarm < 0) alarm = timerfd_create(CLOCK_BOOTTIME, TFD_CLOEXEC | TFD_NONBLOCK);
  struct itimerspec due = {.it_value = {milliseconds / 1000, milliseconds % 1000 * 1000000}};
  if (alarm >= 0) timerfd_settime(alarm, TFD_TIMER_ABSTIME, &due, NULL);
  return alarm;
}

void guard_stop(void) {
  struct sigaction before;
  if (sigaction(SIGTSTP, NULL, &before) != 0 || before.sa_handler == SIG_IGN) return;
  // The group, because a parent such as `sudo` or `sh -c` has to stop with us for the shell to see the job
  // stop; ourselves separately, because `raise` returns only after we were continued.
  catch(SIGTSTP, SIG_IGN);
  kill(0, SIGTSTP);
  catch(SIGTSTP, SIG_DFL);
  raise(SIGTSTP);
  sigaction(SIGTSTP, &before, NULL);
  came[SIGTSTP] = 0;
  came[SIGCONT] = 0;
}

// MARK: The terminal as it was found

static int terminal = -1;
static struct termios modes;
// Room for a few bytes for each row of the tallest window that is drawn in.
static char reset[8192];
static volatile sig_atomic_t reset_length;
// Whoever takes it restores, once, on whatever thread. The bytes are whole wherever it is set.
static atomic_int armed;

void guard_remember(int descriptor) {
  if (terminal >= 0) return;
  if (tcgetattr(descriptor, &modes) == 0) terminal = descriptor;
}

static void restore_at_exit(void) {
  guard_restore();
  guard_show_errors();
}

void guard_arm(const char *bytes, size_t length) {
  static bool registered;
  if (!registered) {
    registered = true;
    atexit(restore_at_exit);
  }
  atomic_store(&armed, 0);
  reset_length = (sig_atomic_t)(length < sizeof reset ? length : sizeof reset);
  memcpy(reset, bytes, (size_t)reset_length);
  atomic_store(&armed, 1);
}

void guard_ignore_quit(void) { catch(SIGQUIT, SIG_IGN); }

void guard_disarm(void) { atomic_store(&armed, 0); }

static bool takes_bytes(int descriptor, int patience) {
  struct pollfd ready = {.fd = descriptor, .events = POLLOUT};
  return poll(&ready, 1, patience) == 1 && (ready.revents & POLLOUT) != 0;
}

static void write_patiently(int descriptor, const char *bytes, size_t length, int patience) {
  while (length > 0 && takes_bytes(descriptor, patience)) {
    ssize_t written = write(descriptor, bytes, length);
    if (written < 0 && errno == EINTR) continue;
    if (written <= 0) return;
    bytes += written;
    length -= (size_t)written;
  }
}

void guard_restore(void) {
  if (terminal < 0 || !atomic_exchange(&armed, 0)) return;
  // Setting modes from the background would stop the process where it should end.
  sigset_t block, before;
  sigemptyset(&block);
  sigaddset(&block, SIGTTOU);
  sigprocmask(SIG_BLOCK, &block, &before);
  write_patiently(terminal, reset, (size_t)reset_length, patience_ms);
  tcsetattr(terminal, TCSANOW, &modes);
  sigprocmask(SIG_SETMASK, &before, NULL);
}

// MARK: Output that cannot hang

static int real_output = -1;

int guard_output(int descriptor) {
  if (output >= 0) return output;
  nowhere = open("/dev/null", O_WRONLY | O_CLOEXEC);
  real_output = descriptor;
  output = fcntl(descriptor, F_DUPFD_CLOEXEC, 3);
  return output;
}

void guard_begin_writing(void) {
  writing = 1;
  // One that came just before has had no chance to divert.
  if (guard_asked_to_end()) divert();
}

void guard_end_writing(void) { writing = 0; }

bool guard_reconnect(void) {
  if (output < 0) return false;
  if (!takes_bytes(real_output, patience_ms)) divert();
  else if (diverted && dup3(real_output, output, O_CLOEXEC) >= 0) diverted = 0;
  return !diverted;
}

bool guard_is_diverted(void) { return diverted; }

// MARK: Messages

static volatile sig_atomic_t held_errors = -1;
static volatile sig_atomic_t real_errors = -1;

void guard_hold_errors(void) {
  if (held_errors >= 0 || !isatty(STDERR_FILENO)) return;
  int memory = memfd_create("messages", MFD_CLOEXEC);
  int kept = fcntl(STDERR_FILENO, F_DUPFD_CLOEXEC, 3);
  if (memory >= 0 && kept >= 0 && dup2(memory, STDERR_FILENO) >= 0) {
    real_errors = kept;
    held_errors = memory;
    return;
  }
  if (memory >= 0) close(memory);
  if (kept >= 0) close(kept);
}

void guard_show_errors(void) {
  int memory = held_errors, kept = real_errors;
  if (memory < 0) return;
  held_errors = -1;
  real_errors = -1;
  dup2(kept, STDERR_FILENO);
  close(kept);
  char bytes[512];
  off_t at = 0;
  ssize_t count;
  while ((count = pread(memory, bytes, sizeof bytes, at)) > 0) {
    write_patiently(STDERR_FILENO, bytes, (size_t)count, patience_ms);
    at += count;
  }
  close(memory);
}

// MARK: Faults

// Sanitizers report faults by handlers of their own, and look for leaks by opening the process's memory.
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer)
void guard_install(void) {}
void guard_install_thread(void) {}

// What ncurses and the TOML library keep until the end is no leak that grows, and a report of it at every ending would
// be read as words of the program. The fuzzers look for leaks, and the soak for memory that grows. The name is the
// sanitizer's, which the language reserves for it.
#if __has_feature(address_sanitizer)
const char *__asan_default_options(void);
const char *__asan_default_options(void) { return "detect_leaks=0"; }
#endif
#else

static const char fault_line[] =
    "Aftercare stopped because of a fault in the program. Nothing was left on the screen.\n";

// A thread that has used up its stack needs another one to say so on; untouched, it costs no memory.
static _Thread_local char fault_stack[1 << 16];

static void fault(int number) {
  guard_restore();
  guard_show_errors();
  if (number != SIGQUIT)
    write_patiently(STDERR_FILENO, fault_line, sizeof fault_line - 1, patience_ms);
  catch(number, SIG_DFL);
  // Blocked while this handler runs: it ends the process as the handler returns.
  raise(number);
}

void guard_install_thread(void) {
  stack_t stack = {.ss_sp = fault_stack, .ss_size = sizeof fault_stack};
  sigaltstack(&stack, NULL);
}

void guard_install(void) {
  struct rlimit none = {0, 0};
  setrlimit(RLIMIT_CORE, &none);
  prctl(PR_SET_DUMPABLE, 0);

  guard_install_thread();
  struct sigaction action;
  memset(&action, 0, sizeof action);
  action.sa_handler = fault;
  action.sa_flags = SA_ONSTACK;
  // A second fault inside the handler ends the process at once rather than turning in circles.
  sigfillset(&action.sa_mask);
  static const int faults[] = {SIGSEGV, SIGBUS, SIGILL, SIGTRAP, SIGABRT, SIGFPE, SIGQUIT};
  for (size_t i = 0; i < sizeof faults / sizeof faults[0]; i++) sigaction(faults[i], &action, NULL);
}
#endif
