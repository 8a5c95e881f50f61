// ncurses as Swift can call it: wide characters on, macros and globals behind small functions.
//
// Rules: no state here (a static variable in a system library's header fails at link), and no `WINDOW` in any
// signature, because its layout differs between systems; there is one window, `stdscr`, and it stays inside.

#ifndef AFTERCARE_CNCURSES_SHIM_H
#define AFTERCARE_CNCURSES_SHIM_H

#define NCURSES_WIDECHAR 1
#include <curses.h>
#include <langinfo.h>
#include <stdio.h>
#include <string.h>
#include <term.h>
#include <wchar.h>

static inline int curses_colors(void) { return COLORS; }
static inline int curses_lines(void) { return LINES; }
static inline int curses_columns(void) { return COLS; }

static inline attr_t curses_bold(void) { return WA_BOLD; }
static inline attr_t curses_dim(void) { return WA_DIM; }
static inline attr_t curses_underline(void) { return WA_UNDERLINE; }
static inline attr_t curses_reverse(void) { return WA_REVERSE; }

/// How many scalars one cell holds, the base included.
static inline int curses_cell_capacity(void) { return CCHARW_MAX; }

static inline void curses_keypad(void) { (void)keypad(stdscr, TRUE); }
static inline void curses_keep_cursor(bool leave) { (void)leaveok(stdscr, leave); }
static inline void curses_erase(void) { (void)werase(stdscr); }
static inline void curses_move(int row, int column) { (void)wmove(stdscr, row, column); }
static inline void curses_refresh(void) { (void)wrefresh(stdscr); }
/// The next refresh paints every cell, whatever is believed to stand there.
static inline void curses_repaint_all(void) { (void)clearok(curscr, TRUE); }
/// The next refresh paints this whole row.
static inline void curses_repaint_row(int row) { (void)wredrawln(stdscr, row, 1); }

/// What erased cells look like.
static inline void curses_background(attr_t attributes, int pair) {
  cchar_t blank;
  if (setcchar(&blank, L" ", attributes, 0, &pair) == OK) wbkgrndset(stdscr, &blank);
}

/// Scalars, which end with zero, as a cell; a space where ncurses does not take them.
static inline cchar_t curses_cell(const wchar_t *text, attr_t attributes, int pair) {
  cchar_t cell;
  if (setcchar(&cell, text, attributes, 0, &pair) != OK) (void)setcchar(&cell, L" ", attributes, 0, &pair);
  return cell;
}

/// A cell of one scalar in the look of another such cell.
static inline cchar_t curses_cell_like(cchar_t cell, wchar_t scalar) {
  cell.chars[0] = scalar;
  return cell;
}

/// Cells at an absolute place, as they are: nothing is wrapped, scrolled or blended with the background. A wide one
/// takes two columns.
static inline void curses_put(int row, int column, const cchar_t *cells, int count) {
  (void)mvwadd_wchnstr(stdscr, row, column, cells, count);
}

/// A string capability of the terminal, or NULL where it has none.
static inline const char *curses_capability(const char *name) {
  const char *value = tigetstr(name);
  return value == (const char *)-1 ? NULL : value;
}

/// Whether colours are numbers 0xRRGGBB.
static inline bool curses_direct_color(void) { return tigetflag("RGB") > 0 || tigetnum("RGB") > 0; }

// Not declared where only the default features of the C library are asked for.
extern int wcwidth(wchar_t scalar);
/// The columns that ncurses will give a scalar: 0, 1 or 2, or -1 for none it would print.
static inline int curses_width(wchar_t scalar) { return wcwidth(scalar); }

/// Whether the locale's characters are UTF-8.
static inline bool curses_locale_is_utf8(void) { return strcmp(nl_langinfo(CODESET), "UTF-8") == 0; }

#endif
