"""A mark on the parcels' layer in the layer tree: how much is still to do; a click shows it in the table."""

from __future__ import annotations

from typing import Any, Callable, Optional

from qgis.core import QgsProject
from qgis.gui import QgsLayerTreeViewIndicator
from qgis.PyQt import sip
from qgis.PyQt.QtCore import QObject
from qgis.PyQt.QtGui import QIcon

from ...i18n import tr
from ...paths import resource
from ..errors import Notices, guarded
from .workspace import Workspace


class UnfinishedMark(QObject):
    """Keeps the indicator at the parcels' node, wherever the user drags it, for as long as something is unfinished.

    :param clicked: shows what is unfinished.
    """

    def __init__(self, iface: Any, workspace: Workspace, clicked: Callable[[], None], notices: Notices) -> None:
        super().__init__()
        self.notices = notices
        self._iface, self._workspace, self._clicked = iface, workspace, clicked
        self._indicator: Optional[QgsLayerTreeViewIndicator] = None
        self._layer_id = ""
        self._unfinished = self._every = 0
        project = QgsProject.instance()
        self._root = project.layerTreeRoot()
        for signal in (self._root.addedChildren, self._root.removedChildren):  # a drag puts a copy in and takes the node out
            signal.connect(self._on_tree)
        self._root.willRemoveChildren.connect(self._on_removing)
        workspace.closed.connect(self._take_off)

    @guarded
    def count(self, unfinished: int, every: int) -> None:
        """Show how many parcels in force are unfinished, and of how many."""
        self._unfinished, self._every = unfinished, every
        self._show()

    def _show(self) -> None:
        layer = self._workspace.parcels.layer
        node = self._root.findLayer(layer.id()) if layer is not None and not sip.isdeleted(self._root) else None
        if node is None or not self._unfinished:
            self._take_off()
            return
        if self._indicator is None:
            self._indicator = QgsLayerTreeViewIndicator(self)
            self._indicator.setIcon(QIcon(str(resource("icons", "unfinished.svg"))))
            self._indicator.clicked.connect(self._on_click)
        self._indicator.setToolTip(tr("{count} of {all} parcels are unfinished: click to show them").format(
            count=self._unfinished, all=self._every))
        view = self._iface.layerTreeView()
        if self._indicator not in view.indicators(node):
            view.addIndicator(node, self._indicator)
            self._layer_id = layer.id()

    @guarded
    def _on_tree(self, *_: object) -> None:
        self._show()

    @guarded
    def _on_removing(self, node: Any, first: int, last: int) -> None:
        """The node goes (dragged, or the layer is removed): the mark goes before it."""
        child = self._node()
        while child is not None and child.parent() is not None and child.parent() is not node:
            child = child.parent()
        if child is not None and child in node.children()[first:last + 1]:
            self._take_off()

    def _node(self) -> Any:
        return self._root.findLayer(self._layer_id) if self._layer_id and not sip.isdeleted(self._root) else None

    @guarded
    def _on_click(self, _index: object) -> None:
        self._clicked()

    @guarded
    def _take_off(self) -> None:
        node, view = self._node(), self._iface.layerTreeView()
        if self._indicator is not None and not sip.isdeleted(self._indicator):
            if node is not None and view is not None:
                view.removeIndicator(node, self._indicator)
            self._indicator.deleteLater()
        self._indicator, self._layer_id = None, ""

    def release(self) -> None:
        """Take the mark off and let go of the tree."""
        self._take_off()
        if not sip.isdeleted(self._root):
            for signal in (self._root.addedChildren, self._root.removedChildren):
                signal.disconnect(self._on_tree)
            self._root.willRemoveChildren.disconnect(self._on_removing)
