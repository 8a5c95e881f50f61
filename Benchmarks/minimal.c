// The yardstick: the least that a C program on ncurses needs to show the same screens.
//
// Rules: the screens' texts, places and looks are compiled in, nothing is laid out, read or kept, and nothing is
// done that an ordinary ncurses program leaves out. The right arrow goes on, the left arrow back, q ends.

#define NCURSES_WIDECHAR 1
#include <curses.h>
#include <locale.h>

/// A piece of a row in one look.
struct run {
  short row, column;
  short look;
  const char *text;
};

/// Attributes and a colour of the sixteen, -1 for the terminal's own.
struct look {
  short bold, dim, underline, reverse, colour;
};

#include "screens.h"

static attr_t attributes[LOOKS];

static void make_looks(void) {
  start_color();
  use_default_colors();
  for (int i = 0; i < LOOKS; i++) {
    struct look look = looks[i];
    attributes[i] = (look.bold ? WA_BOLD : 0) | (look.dim ? WA_DIM : 0) | (look.underline ? WA_UNDERLINE : 0) |
                    (look.reverse ? WA_REVERSE : 0);
    if (look.colour >= 0) init_pair((short)(i + 1), look.colour, -1);
  }
}

static void draw(int screen) {
  erase();
  for (int i = starts[screen]; i < starts[screen + 1]; i++) {
    struct run run = runs[i];
    attr_set(attributes[run.look], looks[run.look].colour >= 0 ? (short)(run.look + 1) : 0, NULL);
    mvaddstr(run.row, run.column, run.text);
  }
  refresh();
}

int main(void) {
  setlocale(LC_ALL, "");
  initscr();
  raw();
  noecho();
  nonl();
  keypad(stdscr, TRUE);
  set_escdelay(25);
  curs_set(0);
  leaveok(stdscr, TRUE);
  make_looks();
  int screen = 0;
  draw(screen);
  for (int key; (key = getch()) != 'q' && key != ERR;) {
    if (key == KEY_RIGHT && screen + 1 < SCREENS) draw(++screen);
    else if (key == KEY_LEFT && screen > 0) draw(--screen);
  }
  endwin();
  return 0;
}
