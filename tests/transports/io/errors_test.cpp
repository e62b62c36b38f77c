#include "transports/io/errors.hpp"

#include "transports/io/address.hpp"

#include <boost/asio/error.hpp>
#include <gtest/gtest.h>

namespace ripcord::io {
namespace {

struct Pair {
  const char* name;
  errc ours;
  ErrorCode asio;
};

class Errors : public testing::TestWithParam<Pair> {};

TEST_P(Errors, are_the_codes_of_asio) { EXPECT_EQ(GetParam().asio, ErrorCode(GetParam().ours)); }

INSTANTIATE_TEST_SUITE_P(
    All,
    Errors,
    testing::Values(
        Pair{"eof", errc::eof, boost::asio::error::eof},
        Pair{"connection_reset", errc::connection_reset, boost::asio::error::connection_reset},
        Pair{"broken_pipe", errc::broken_pipe, boost::asio::error::broken_pipe},
        Pair{"operation_aborted", errc::operation_aborted, boost::asio::error::operation_aborted},
        Pair{
            "connection_refused", errc::connection_refused, boost::asio::error::connection_refused},
        Pair{"timed_out", errc::timed_out, boost::asio::error::timed_out},
        Pair{"address_in_use", errc::address_in_use, boost::asio::error::address_in_use},
        Pair{"address_not_available",
             errc::address_not_available,
             {EADDRNOTAVAIL, boost::system::system_category()}},
        Pair{"host_unreachable", errc::host_unreachable, boost::asio::error::host_unreachable},
        Pair{"invalid_argument", errc::invalid_argument, boost::asio::error::invalid_argument},
        Pair{"permission_denied", errc::permission_denied, boost::asio::error::access_denied},
        Pair{"too_many_files", errc::too_many_files, boost::asio::error::no_descriptors}),
    [](const testing::TestParamInfo<Pair>& pair) { return std::string(pair.param.name); });

TEST(Address, is_written_with_its_port) {
  EXPECT_EQ("127.0.0.1:135", (Address{"127.0.0.1", 135}.text()));
}

TEST(Address, is_written_as_its_host_where_it_has_no_port) {
  EXPECT_EQ("/tmp/socket", (Address{"/tmp/socket", 0}.text()));
}

TEST(Address, is_written_in_brackets_before_its_port_where_it_is_of_ipv6) {
  EXPECT_EQ("[::1]:135", (Address{"::1", 135}.text()));
}

TEST(Address, is_ordered_by_host_and_then_by_port) {
  EXPECT_LT((Address{"a", 2}), (Address{"b", 1}));
  EXPECT_LT((Address{"a", 1}), (Address{"a", 2}));
}

}  // namespace
}  // namespace ripcord::io
