/// What the simulated channels' own protocols share: the counter behind the wire, and the keys on it.
@NullMarked
package cn.juhui.standalone.channel.wire;

import org.jspecify.annotations.NullMarked;
