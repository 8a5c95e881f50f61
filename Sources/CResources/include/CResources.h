// The bundled files, embedded at build time.

#ifndef AFTERCARE_CRESOURCES_H
#define AFTERCARE_CRESOURCES_H

#include <stddef.h>

/// One embedded file: its bytes, without a closing zero, and how many there are.
struct resource {
  const unsigned char *bytes;
  size_t length;
};

/// Resources/words/en.toml
extern const struct resource resource_words_en;
/// Resources/decks/aftercare.toml
extern const struct resource resource_deck_aftercare;
/// Resources/decks/AUTHORING.md
extern const struct resource resource_authoring;

#endif
