/// How events travel: their topics and their names on the wire.
@NullMarked
package cn.juhui.contracts.wire;

import org.jspecify.annotations.NullMarked;
