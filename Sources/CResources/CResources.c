// The files of Resources/ inside the binary, so that the program is one file that can be moved.
//
// Rules: nothing but bytes and their lengths; a file that is added to Resources/ gets its two lines here.

#include "CResources.h"

// #embed is C23; asking for that standard in the manifest would change how Swift sees the system's headers.
#pragma clang diagnostic ignored "-Wc23-extensions"

static const unsigned char words_en_data[] = {
#embed "../../Resources/words/en.toml"
};
static const unsigned char deck_aftercare_data[] = {
#embed "../../Resources/decks/aftercare.toml"
};
static const unsigned char authoring_data[] = {
#embed "../../Resources/decks/AUTHORING.md"
};

const struct resource resource_words_en = {words_en_data, sizeof words_en_data};
const struct resource resource_deck_aftercare = {deck_aftercare_data, sizeof deck_aftercare_data};
const struct resource resource_authoring = {authoring_data, sizeof authoring_data};
