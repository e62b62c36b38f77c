#pragma once

#include "transports/dcerpc/tower_binding.hpp"

namespace ripcord::dcerpc {

// clang-format off

/// The endpoint mapper on TCP port 49664 of 192.0.2.7: 75 octets.
inline constexpr const char* tcp_tower_hex =
    "05 00 "                                                          // floor count
    "13 00 0d 08 83 af e1 1f 5d c9 11 91 a4 08 00 2b 14 a0 fa 03 00 "  // epmapper, major 3
    "02 00 00 00 "                                                    // minor 0
    "13 00 0d 04 5d 88 8a eb 1c c9 11 9f e8 08 00 2b 10 48 60 02 00 "  // NDR, major 2
    "02 00 00 00 "
    "01 00 0b 02 00 00 00 "                                           // ncacn
    "01 00 07 02 00 c2 00 "                                           // tcp, port 49664
    "01 00 09 04 00 c0 00 02 07";                                     // ip

/// The same as Wine asks for it: floor 3 has no data, port and address are 0. 73 octets.
inline constexpr const char* wine_tower_hex =
    "05 00 "
    "13 00 0d 08 83 af e1 1f 5d c9 11 91 a4 08 00 2b 14 a0 fa 03 00 02 00 00 00 "
    "13 00 0d 04 5d 88 8a eb 1c c9 11 9f e8 08 00 2b 10 48 60 02 00 02 00 00 00 "
    "01 00 0b 00 00 "
    "01 00 07 02 00 00 00 "
    "01 00 09 04 00 00 00 00 00";

/// A stack of NetWare's: floors that nobody here knows.
inline constexpr const char* spx_tower_hex =
    "05 00 "
    "13 00 0d 08 83 af e1 1f 5d c9 11 91 a4 08 00 2b 14 a0 fa 03 00 02 00 00 00 "
    "13 00 0d 04 5d 88 8a eb 1c c9 11 9f e8 08 00 2b 10 48 60 02 00 02 00 00 00 "
    "01 00 0b 02 00 00 00 "
    "01 00 13 02 00 12 34 "
    "01 00 0e 04 00 01 02 03 04";

// clang-format on

inline TowerBinding tcp_binding() {
  return {.interface = epmapper_interface, .port = 49664, .address = {192, 0, 2, 7}};
}

}  // namespace ripcord::dcerpc
