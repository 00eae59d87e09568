// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace laad::oracle {

__extension__ typedef __int128 int128;  ///< for products that must not overflow

}  // namespace laad::oracle
