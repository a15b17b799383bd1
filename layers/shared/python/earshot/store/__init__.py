"""The table: the one place that knows keys, conditions and items. The public class is DynamoStore.

It is not imported here, so that those who only build keys or read stream records stay light.
"""
