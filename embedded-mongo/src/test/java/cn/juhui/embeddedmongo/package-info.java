/// What the embedded store promises, asked through the MongoDB driver.
@NullMarked
package cn.juhui.embeddedmongo;

import org.jspecify.annotations.NullMarked;
