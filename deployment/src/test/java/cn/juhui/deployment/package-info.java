/// What is deployed is what the services read.
@NullMarked
package cn.juhui.deployment;

import org.jspecify.annotations.NullMarked;
