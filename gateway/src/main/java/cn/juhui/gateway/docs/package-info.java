/// The API documents, open to everybody.
@NullMarked
package cn.juhui.gateway.docs;

import org.jspecify.annotations.NullMarked;
