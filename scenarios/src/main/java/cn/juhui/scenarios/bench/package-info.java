/// `./juhui bench`: how many refunds, how fast, and what each costs.
@NullMarked
package cn.juhui.scenarios.bench;

import org.jspecify.annotations.NullMarked;
