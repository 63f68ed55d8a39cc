/// Requests out of nowhere: drawn from the API document and bent, by everybody, to find one that we answer as if it were our fault.
@NullMarked
package cn.juhui.scenarios.anything;

import org.jspecify.annotations.NullMarked;
