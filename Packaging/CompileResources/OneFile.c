// The tool is linked as the program is, so it answers the same things itself.
#include "../../Sources/COneFile/COneFile.c"
