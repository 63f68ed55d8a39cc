/// What the simulated channels have on their disk.
@NullMarked
package cn.juhui.standalone.channel.ledger;

import org.jspecify.annotations.NullMarked;
