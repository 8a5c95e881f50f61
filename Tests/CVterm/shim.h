// libvterm, a terminal without a window: the tests read the screen from it that a person would see.

#ifndef AFTERCARE_CVTERM_SHIM_H
#define AFTERCARE_CVTERM_SHIM_H

#include <vterm.h>

#endif
