// SPDX-License-Identifier: Apache-2.0
#include <libxml/HTMLparser.h>
#include <libxml/parser.h>
#include <libxml/parserInternals.h>
#include <libxml/xmlerror.h>

static void bitext_xml_say_nothing(void *context, const char *message, ...) {
  (void)context;
  (void)message;
}

static void bitext_xml_drop(void *context, xmlErrorPtr error) {
  (void)context;
  (void)error;
}

/// Keeps libxml2 from writing to standard error what it does not tell a parser's own handler; for this thread.
static inline void bitext_xml_silence(void) {
  xmlSetGenericErrorFunc(NULL, bitext_xml_say_nothing);
  xmlSetStructuredErrorFunc(NULL, bitext_xml_drop);
}
