#include "tests/tidy/words.hpp"

#include <gtest/gtest.h>

namespace ripcord::tidy {
namespace {

struct Snippet {
  const char* name;
  const char* path;
  const char* text;
};

std::string name_of(const testing::TestParamInfo<Snippet>& test) { return test.param.name; }

Violations violations_of(const Snippet& snippet) {
  Violations violations;
  check_words(source_file(snippet.path, snippet.text), violations);
  return violations;
}

class BadSnippet : public testing::TestWithParam<Snippet> {};

INSTANTIATE_TEST_SUITE_P(
    Words,
    BadSnippet,
    testing::Values(
        Snippet{"random", "harness/run/a.cpp", "#include <random>"},
        Snippet{"steady_clock", "transports/sim/a.cpp", "std::chrono::steady_clock::now();"},
        Snippet{"system_clock", "transports/trace/a.cpp", "using C = std::chrono::system_clock;"},
        Snippet{
            "high_resolution_clock", "bench/a.cpp", "std::chrono::high_resolution_clock::now();"},
        Snippet{"unordered_map", "transports/shim/a.hpp", "std::unordered_map<int, int> m;"},
        Snippet{"unordered_header", "transports/base/a.hpp", "#include <unordered_set>"},
        Snippet{"thread", "transports/relay/a.cpp", "#include <thread>"},
        Snippet{"mutex", "harness/world/a.cpp", "#include <mutex>"},
        Snippet{"atomic", "harness/peers/a.cpp", "#include <atomic>"},
        Snippet{"fstream", "harness/scenario/a.cpp", "#include <fstream>"},
        Snippet{"filesystem", "transports/trace/a.cpp", "#include <filesystem>"},
        Snippet{"iostream", "transports/base/a.cpp", "#include <iostream>"},
        Snippet{"sockets", "transports/io/a.cpp", "#include <sys/socket.h>"},
        Snippet{"environment", "transports/base/a.cpp", "std::getenv(name);"},
        Snippet{"shared_ptr", "transports/dcerpc/a.hpp", "std::shared_ptr<Pdu> pdu;"},
        Snippet{"asio", "harness/peers/a.cpp", "#include <boost/asio/ip/tcp.hpp>"},
        Snippet{"asio_beside_the_excepted_header",
                "transports/io/errors.cpp",
                "#include <boost/asio/io_context.hpp>"},
        Snippet{"any_completion_handler",
                "transports/tcp/a.hpp",
                "asio::any_completion_handler<void()> h;"},
        Snippet{"throw_statement", "harness/run/a.cpp", "if (bad) throw Bad();"},
        Snippet{"sleep_for", "tests/harness/a_test.cpp", "std::this_thread::sleep_for(1ms);"},
        Snippet{"sleep_until", "tests/harness/a_test.cpp", "std::this_thread::sleep_until(then);"},
        Snippet{"usleep", "tests/harness/a_test.cpp", "usleep(1000);"}),
    name_of);

TEST_P(BadSnippet, is_found_once) { EXPECT_EQ(1U, violations_of(GetParam()).size()); }

class GoodSnippet : public testing::TestWithParam<Snippet> {};

INSTANTIATE_TEST_SUITE_P(
    Words,
    GoodSnippet,
    testing::Values(
        Snippet{"a_clock_where_time_is_real",
                "transports/tcp/a.cpp",
                "std::chrono::steady_clock::now();"},
        Snippet{"asio_in_tcp", "transports/tcp/a.cpp", "#include <boost/asio/ip/tcp.hpp>"},
        Snippet{
            "asio_in_sockets", "transports/sockets/a.cpp", "#include <boost/asio/io_context.hpp>"},
        Snippet{"asio_in_local",
                "transports/local/a.cpp",
                "#include <boost/asio/local/stream_protocol.hpp>"},
        Snippet{"asio_error_codes_in_io",
                "transports/io/errors.cpp",
                "#include <boost/asio/error.hpp>"},
        Snippet{"a_word_in_a_comment", "transports/base/a.cpp", "// we throw nothing"},
        Snippet{"a_word_in_a_text", "transports/base/a.cpp", "f(\"a throw away\");"},
        Snippet{"a_longer_word", "transports/base/a.cpp", "int throws = rethrow_count;"},
        Snippet{"a_folder_with_a_longer_name", "transports/basement/a.cpp", "#include <thread>"},
        Snippet{"a_file_that_is_no_source", "transports/base/README.md", "#include <random>"}),
    name_of);

TEST_P(GoodSnippet, is_left_alone) { EXPECT_EQ(Violations{}, violations_of(GetParam())); }

TEST(Words, name_the_place_and_what_to_use_instead) {
  EXPECT_EQ(
      "transports/base/a.cpp:2: uses <random>, use a named Prng, equal on every library instead\n",
      text_of(violations_of({"", "transports/base/a.cpp", "\n#include <random>\n"})));
}

}  // namespace
}  // namespace ripcord::tidy
