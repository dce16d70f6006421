// What the buttons on the ribbon do is set up in main.js, together with the buttons of the task pane.
