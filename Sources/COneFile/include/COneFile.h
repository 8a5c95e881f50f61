// Nothing to call: see COneFile.c.

#ifndef AFTERCARE_CONEFILE_H
#define AFTERCARE_CONEFILE_H
#endif
