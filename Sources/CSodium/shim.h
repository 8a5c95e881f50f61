// libsodium as it is installed; nothing is added here.
#include <sodium.h>
