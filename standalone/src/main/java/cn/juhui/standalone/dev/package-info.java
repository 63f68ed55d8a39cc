/// What only a developer's machine has: a clock that can be moved, tokens for the asking, channels that break on request.
@NullMarked
package cn.juhui.standalone.dev;

import org.jspecify.annotations.NullMarked;
