/// Documents as they are stored: members are read, left out and replaced without a look at the others.
@NullMarked
package cn.juhui.embeddedmongo.document;

import org.jspecify.annotations.NullMarked;
