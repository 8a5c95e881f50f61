// Descriptions of common terminals, for hosts that have none.

#ifndef AFTERCARE_CTERMINALS_H
#define AFTERCARE_CTERMINALS_H

#include <stddef.h>

/// One compiled description: its names, each with a | behind it, its bytes as ncurses reads them, and how many there are.
struct terminal {
  const char *names;
  const unsigned char *bytes;
  size_t length;
};

/// The description at a place of the list, from 0; NULL behind the last.
const struct terminal *terminal_at(size_t place);

#endif
