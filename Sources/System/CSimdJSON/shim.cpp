// SPDX-License-Identifier: Apache-2.0
#include "CSimdJSON.h"

#include <simdjson.h>

#include <cstring>
#include <new>
#include <vector>

using namespace simdjson;

struct bitext_json_parser {
  dom::parser parser;
  std::vector<bitext_json_token> tape;
  std::vector<char> padded;
};

namespace {

bitext_json_token text(bitext_json_kind kind, std::string_view string) {
  bitext_json_token token{};
  token.kind = kind;
  token.count = string.size();
  token.value.string = reinterpret_cast<const uint8_t *>(string.data());
  return token;
}

void walk(bitext_json_parser &p, dom::element element) {
  const size_t place = p.tape.size();
  bitext_json_token token{};
  switch (element.type()) {
    case dom::element_type::STRING:
      token = text(BITEXT_JSON_STRING, element.get_string().value_unsafe());
      break;
    case dom::element_type::INT64:
      token.kind = BITEXT_JSON_INTEGER;
      token.value.integer = element.get_int64().value_unsafe();
      break;
    case dom::element_type::UINT64:
      token.kind = BITEXT_JSON_NUMBER;
      token.value.number = static_cast<double>(element.get_uint64().value_unsafe());
      break;
    case dom::element_type::DOUBLE:
      token.kind = BITEXT_JSON_NUMBER;
      token.value.number = element.get_double().value_unsafe();
      break;
    case dom::element_type::BOOL:
      token.kind = element.get_bool().value_unsafe() ? BITEXT_JSON_TRUE : BITEXT_JSON_FALSE;
      break;
    case dom::element_type::NULL_VALUE:
      token.kind = BITEXT_JSON_NULL;
      break;
    case dom::element_type::ARRAY: {
      p.tape.push_back(token);
      size_t count = 0;
      // A name of its own: of a temporary the loop would keep only the inside, which is gone by then.
      const dom::array children = element.get_array().value_unsafe();
      for (dom::element child : children) {
        walk(p, child);
        count++;
      }
      p.tape[place].kind = BITEXT_JSON_ARRAY;
      p.tape[place].count = count;
      p.tape[place].after = static_cast<uint32_t>(p.tape.size());
      return;
    }
    case dom::element_type::OBJECT: {
      p.tape.push_back(token);
      size_t count = 0;
      const dom::object members = element.get_object().value_unsafe();
      for (dom::key_value_pair member : members) {
        bitext_json_token key = text(BITEXT_JSON_STRING, member.key);
        key.after = static_cast<uint32_t>(p.tape.size() + 1);
        p.tape.push_back(key);
        walk(p, member.value);
        count++;
      }
      p.tape[place].kind = BITEXT_JSON_OBJECT;
      p.tape[place].count = count;
      p.tape[place].after = static_cast<uint32_t>(p.tape.size());
      return;
    }
  }
  token.after = static_cast<uint32_t>(place + 1);
  p.tape.push_back(token);
}

}  // namespace

extern "C" bitext_json_parser *bitext_json_open(void) { return new (std::nothrow) bitext_json_parser; }

extern "C" void bitext_json_close(bitext_json_parser *parser) { delete parser; }

extern "C" const char *bitext_json_parse(bitext_json_parser *p, const uint8_t *bytes, size_t count) {
  p->tape.clear();
  if (p->padded.size() < count + SIMDJSON_PADDING) {
    p->padded.resize((count + SIMDJSON_PADDING) * 2);
  }
  if (count > 0) std::memcpy(p->padded.data(), bytes, count);
  std::memset(p->padded.data() + count, 0, SIMDJSON_PADDING);
  dom::element root;
  auto error = p->parser.parse(p->padded.data(), count, false).get(root);
  if (error) return error_message(error);
  walk(*p, root);
  return nullptr;
}

extern "C" const bitext_json_token *bitext_json_tape(const bitext_json_parser *p, size_t *count) {
  *count = p->tape.size();
  return p->tape.data();
}
