"""The one list that both base views share: query row, tabs, columns, paging, export, actions."""
