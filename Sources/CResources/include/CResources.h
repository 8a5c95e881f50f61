// The bundled files, embedded at build time.

#ifndef AFTERCARE_CRESOURCES_H
#define AFTERCARE_CRESOURCES_H

#include <stddef.h>

/// One embedded file: its path in Resources/, its bytes, without a closing zero, and how many there are.
struct resource {
  const char *path;
  const unsigned char *bytes;
  size_t length;
};

/// The embedded file at a place of the list, from 0; NULL behind the last.
const struct resource *resource_at(size_t place);

/// Gives back to the system what the heap needed to read a file, and needs no more.
void resource_give_back(void);

#endif
