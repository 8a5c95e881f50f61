// The files of Resources/ inside the binary, so that the program is one file that can be moved.
//
// Rules: nothing but bytes and their lengths; a file that is added to Resources/ gets its lines here: its bytes,
// and its row in the list.

#include "CResources.h"

#include <malloc.h>

// #embed is C23; asking for that standard in the manifest would change how Swift sees the system's headers.
#pragma clang diagnostic ignored "-Wc23-extensions"

static const unsigned char words_de[] = {
#embed "../../Resources/words/de.toml"
};
static const unsigned char words_passphrase[] = {
#embed "../../Resources/words/passphrase.txt"
};
static const unsigned char words_en[] = {
#embed "../../Resources/words/en.toml"
};
static const unsigned char words_translating[] = {
#embed "../../Resources/words/TRANSLATING.md"
};
static const unsigned char decks_aftercare[] = {
#embed "../../Resources/decks/aftercare.toml"
};
static const unsigned char decks_authoring[] = {
#embed "../../Resources/decks/AUTHORING.md"
};

static const struct resource resources[] = {
    {"words/de.toml", words_de, sizeof words_de},
    {"words/passphrase.txt", words_passphrase, sizeof words_passphrase},
    {"words/en.toml", words_en, sizeof words_en},
    {"words/TRANSLATING.md", words_translating, sizeof words_translating},
    {"decks/aftercare.toml", decks_aftercare, sizeof decks_aftercare},
    {"decks/AUTHORING.md", decks_authoring, sizeof decks_authoring},
};

const struct resource *resource_at(size_t place) {
  return place < sizeof resources / sizeof *resources ? &resources[place] : NULL;
}

void resource_give_back(void) { (void)malloc_trim(0); }
