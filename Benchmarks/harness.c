// Measures programs from outside, each in a pseudo-terminal of its own, in turns.
//
//   harness [-r rounds] [-k keys] [-i seconds] NAME=PROGRAM [ARGUMENT...] [-- NAME=PROGRAM ...]
//
// Rules: the first program is the yardstick, all others are told as ratios to it. The programs take turns within every
// round, so that whatever else the machine does falls on all of them; medians, with the quarters around them, are
// printed. Nothing is timed inside the programs. A program has settled when it has been silent for a while; the
// time counted is that of its last byte, not of the silence.

#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <termios.h>
#include <time.h>
#include <unistd.h>

enum { most_programs = 8, most_values = 1 << 16, columns = 80, rows = 24 };

// How long a program is silent before it counts as settled, in milliseconds.
enum { silence_after_start = 60, silence_after_key = 12, patience = 5000 };

enum measure { start, step, start_bytes, step_bytes, peak, proportional, start_cpu, step_cpu, idle_cpu, wakeups, measures };

static const struct {
  const char *name, *unit;
  double scale;
} told[measures] = {
    [start] = {"exec to settled first screen", "ms", 1e-6},
    [step] = {"key to last byte of repaint", "ms", 1e-6},
    [start_bytes] = {"bytes of the first screen", "B", 1},
    [step_bytes] = {"bytes a step", "B", 1},
    [peak] = {"peak RSS", "MiB", 1.0 / 1024},
    [proportional] = {"PSS after the steps", "MiB", 1.0 / 1024},
    [start_cpu] = {"CPU of the start, deck read", "ms", 1e-3},
    [step_cpu] = {"CPU a step", "ms", 1e-3},
    [idle_cpu] = {"CPU while idle", "ms", 1e-3},
    [wakeups] = {"wake-ups while idle", "", 1},
};

struct program {
  const char *name;
  char **arguments;
  double values[measures][most_values];
  int counts[measures];
};

static struct program programs[most_programs];
static int program_count;

static void fail(const char *what) {
  fprintf(stderr, "harness: %s: %s\n", what, strerror(errno));
  exit(1);
}

static long long now(void) {
  struct timespec time;
  clock_gettime(CLOCK_MONOTONIC, &time);
  return time.tv_sec * 1000000000LL + time.tv_nsec;
}

static void add(struct program *program, enum measure measure, double value) {
  if (program->counts[measure] < most_values) program->values[measure][program->counts[measure]++] = value;
}

struct run {
  pid_t pid;
  int terminal;
};

static struct run launch(char **arguments) {
  int controller = posix_openpt(O_RDWR | O_NOCTTY | O_CLOEXEC);
  if (controller < 0 || grantpt(controller) != 0 || unlockpt(controller) != 0) fail("no pseudo-terminal");
  char name[64];
  if (ptsname_r(controller, name, sizeof name) != 0) fail("no name for the pseudo-terminal");
  struct winsize size = {.ws_row = rows, .ws_col = columns};
  ioctl(controller, TIOCSWINSZ, &size);
  pid_t pid = vfork();
  if (pid < 0) fail("fork");
  if (pid == 0) {
    setsid();
    int terminal = open(name, O_RDWR);
    if (terminal < 0) _exit(126);
    for (int i = 0; i < 3; i++) dup2(terminal, i);
    if (terminal > 2) close(terminal);
    execv(arguments[0], arguments);
    _exit(127);
  }
  return (struct run){pid, controller};
}

/// Reads until the program has been silent for `silence` milliseconds.
/// Returns the number of bytes; `last` is when the last of them came, zero if none did.
static long settle(struct run run, int silence, long long *last) {
  static char buffer[1 << 16];
  long bytes = 0;
  *last = 0;
  long long begun = now();
  while (true) {
    int wait = *last ? silence : patience;
    struct pollfd ready = {.fd = run.terminal, .events = POLLIN};
    int count = poll(&ready, 1, wait);
    if (count < 0 && errno == EINTR) continue;
    if (count == 0) return bytes;
    ssize_t length = read(run.terminal, buffer, sizeof buffer);
    if (length <= 0) return bytes;
    *last = now();
    bytes += length;
    if (*last - begun > 2LL * patience * 1000000) return bytes;
  }
}

/// A number of /proc/PID/FILE that follows `key`; -1 where it cannot be read.
static long number(pid_t pid, const char *file, const char *key) {
  char path[64], line[256];
  snprintf(path, sizeof path, "/proc/%d/%s", (int)pid, file);
  FILE *in = fopen(path, "re");
  if (!in) return -1;
  long value = -1;
  while (value < 0 && fgets(line, sizeof line, in))
    if (strncmp(line, key, strlen(key)) == 0) value = atol(line + strlen(key));
  fclose(in);
  return value;
}

/// CPU time so far in microseconds.
static double cpu(pid_t pid) {
  char path[64];
  snprintf(path, sizeof path, "/proc/%d/schedstat", (int)pid);
  FILE *in = fopen(path, "re");
  if (!in) return 0;
  double nanoseconds = 0;
  if (fscanf(in, "%lf", &nanoseconds) != 1) nanoseconds = 0;
  fclose(in);
  return nanoseconds / 1000;
}

static long switches(pid_t pid) {
  long waited = number(pid, "status", "voluntary_ctxt_switches:");
  long pushed = number(pid, "status", "nonvoluntary_ctxt_switches:");
  return waited + pushed;
}

static void press(struct run run, const char *key) {
  if (write(run.terminal, key, strlen(key)) < 0) fail("write");
}

/// Ends the program with `q`, and again with Ctrl-C, or by force.
static void finish(struct program *program, struct run run, bool measured) {
  press(run, "q");
  press(run, "q\003");
  struct rusage usage;
  int status = 0;
  long long until = now() + 2000000000LL;
  while (true) {
    struct pollfd ready = {.fd = run.terminal, .events = POLLIN};
    if (poll(&ready, 1, 20) > 0 && (ready.revents & POLLIN)) {
      static char rest[4096];
      (void)!read(run.terminal, rest, sizeof rest);
    }
    if (wait4(run.pid, &status, WNOHANG, &usage) == run.pid) break;
    if (now() > until) {
      fprintf(stderr, "harness: %s did not end\n", program->name);
      kill(run.pid, SIGKILL);
      wait4(run.pid, &status, 0, &usage);
      break;
    }
  }
  close(run.terminal);
  if (WIFEXITED(status) && WEXITSTATUS(status) >= 126 && WEXITSTATUS(status) <= 127) {
    fprintf(stderr, "harness: %s does not start\n", program->name);
    exit(1);
  }
  if (measured) add(program, peak, usage.ru_maxrss);
}

static void measure_start(struct program *program) {
  long long begun = now(), last;
  struct run run = launch(program->arguments);
  long bytes = settle(run, silence_after_start, &last);
  if (bytes == 0) {
    fprintf(stderr, "harness: %s shows nothing\n", program->name);
    exit(1);
  }
  add(program, start, last - begun);
  add(program, start_bytes, bytes);
  add(program, start_cpu, cpu(run.pid));
  finish(program, run, false);
}

static void measure_steps(struct program *program, int keys) {
  long long last;
  struct run run = launch(program->arguments);
  settle(run, silence_after_start, &last);
  double before = cpu(run.pid);
  for (int key = 0; key < keys; key++) {
    long long begun = now();
    press(run, "\033OC");
    long bytes = settle(run, silence_after_key, &last);
    if (bytes == 0) {
      fprintf(stderr, "harness: %s does not answer key %d\n", program->name, key + 1);
      break;
    }
    add(program, step, last - begun);
    add(program, step_bytes, bytes);
  }
  add(program, step_cpu, (cpu(run.pid) - before) / keys);
  long size = number(run.pid, "smaps_rollup", "Pss:");
  if (size >= 0) add(program, proportional, size);
  finish(program, run, true);
}

static void measure_idle(int seconds) {
  struct run runs[most_programs];
  double times[most_programs];
  long counts[most_programs];
  for (int i = 0; i < program_count; i++) {
    long long last;
    runs[i] = launch(programs[i].arguments);
    settle(runs[i], 500, &last);
  }
  for (int i = 0; i < program_count; i++) {
    times[i] = cpu(runs[i].pid);
    counts[i] = switches(runs[i].pid);
  }
  sleep((unsigned)seconds);
  for (int i = 0; i < program_count; i++) {
    add(&programs[i], idle_cpu, cpu(runs[i].pid) - times[i]);
    add(&programs[i], wakeups, switches(runs[i].pid) - counts[i]);
  }
  for (int i = 0; i < program_count; i++) finish(&programs[i], runs[i], false);
}

static int ascending(const void *one, const void *other) {
  double a = *(const double *)one, b = *(const double *)other;
  return (a > b) - (a < b);
}

static double quantile(struct program *program, enum measure measure, double share) {
  int count = program->counts[measure];
  return count ? program->values[measure][(int)(share * (count - 1) + 0.5)] : 0;
}

static void tell(enum measure measure) {
  double yardstick = 0;
  for (int i = 0; i < program_count; i++) {
    struct program *program = &programs[i];
    if (program->counts[measure] == 0) continue;
    qsort(program->values[measure], (size_t)program->counts[measure], sizeof(double), ascending);
    double middle = quantile(program, measure, 0.5) * told[measure].scale;
    if (i == 0) yardstick = middle;
    char ratio[32] = "";
    if (i > 0 && yardstick > 0) snprintf(ratio, sizeof ratio, "%.2fx", middle / yardstick);
    char unit[64];
    snprintf(unit, sizeof unit, "%s%s%s", i ? "" : told[measure].name, i || !told[measure].unit[0] ? "" : ", ", i ? "" : told[measure].unit);
    printf("%-34s %-12s %10.3f  %10.3f … %-10.3f %8s\n", unit, program->name, middle,
           quantile(program, measure, 0.25) * told[measure].scale,
           quantile(program, measure, 0.75) * told[measure].scale, ratio);
  }
}

int main(int count, char **words) {
  int rounds = 15, keys = 24, idle = 10, at = 1;
  for (; at + 1 < count && words[at][0] == '-'; at += 2) {
    int value = atoi(words[at + 1]);
    switch (words[at][1]) {
    case 'r': rounds = value; break;
    case 'k': keys = value; break;
    case 'i': idle = value; break;
    default: fprintf(stderr, "harness: %s is unknown\n", words[at]); return 64;
    }
  }
  while (at < count && program_count < most_programs) {
    struct program *program = &programs[program_count++];
    char *path = strchr(words[at], '=');
    if (!path) {
      fprintf(stderr, "harness: write NAME=PROGRAM\n");
      return 64;
    }
    *path++ = 0;
    program->name = words[at];
    words[at] = path;
    program->arguments = &words[at];
    while (at < count && strcmp(words[at], "--") != 0) at++;
    if (at < count) words[at++] = NULL;
  }
  if (program_count == 0 || rounds < 1) {
    fprintf(stderr, "harness: name a program\n");
    return 64;
  }
  // A write to a program that has gone must not end the harness.
  signal(SIGPIPE, SIG_IGN);
  for (int round = -1; round < rounds; round++) {
    for (int i = 0; i < program_count; i++) {
      // The program that goes first changes from round to round.
      struct program *program = &programs[(i + (round > 0 ? round : 0)) % program_count];
      if (keys > 0) measure_steps(program, keys);
      for (int again = 0; again < 4; again++) measure_start(program);
    }
    // The first round only warms the machine up.
    if (round < 0)
      for (int i = 0; i < program_count; i++) memset(programs[i].counts, 0, sizeof programs[i].counts);
  }
  if (idle > 0) measure_idle(idle);
  printf("%-34s %-12s %10s  %10s   %-10s %8s\n", "", "", "median", "quarter", "quarter", "ratio");
  for (int measure = 0; measure < measures; measure++) tell((enum measure)measure);
  return 0;
}
